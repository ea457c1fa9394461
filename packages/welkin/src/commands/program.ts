import { Command } from "commander";

const collect = (value: string, before: string[]) => [...before, value];

/** The command line: each command's code is loaded only when it runs. */
export function commandLine(): Command {
  const program = new Command();
  program
    .name("welkin")
    .description("Turns raw observations of the sky into pictures and answers on the web.")
    .version("0.1.0")
    .showHelpAfterError("(welkin --help lists the commands)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error:/, "WRONG_USE:")),
    });

  program
    .command("serve")
    .description("run the service: the page, the API and the workers")
    .option("--port <port>", "port to listen on (WELKIN_PORT)")
    .option("--host <address>", "address to listen on (WELKIN_HOST)")
    .option("--data <folder>", "folder for all data (WELKIN_DATA)")
    .option("--json", "print its address as JSON, once it is ready")
    .action(async (options) => (await import("./serve.ts")).serve(options));

  program
    .command("worker")
    .description("run jobs of a service that uses PostgreSQL")
    .option("--json", "print a line of JSON once it is ready")
    .action(async (options) => (await import("./worker.ts")).worker(options));

  program
    .command("config")
    .description("show every setting, its value, and the values it accepts")
    .option("--json", "print as JSON")
    .action(async (options) => (await import("./config.ts")).config(options));

  const radar = program
    .command("radar")
    .description("weather radar: NEXRAD Level II and Level III");

  radar
    .command("inspect")
    .description("show the contents of files")
    .argument("<file...>", "Level II or Level III files")
    .option("--json", "print as JSON")
    .option("--volume", "the files are real-time chunks of one volume")
    .option("--checksums", "add the CRC-32 of each moment's raw codes")
    .option(
      "--at <sweep,radial,gate>",
      "add the value at this gate, counted from 0; repeatable",
      collect,
      [],
    )
    .action(async (files, options) => (await import("./radar/inspect.ts")).inspect(files, options));

  radar
    .command("render")
    .description("draw one sweep, or a Level III product, as a transparent map overlay")
    .argument("<file...>", "a Level II or Level III file, or the chunks of one volume")
    .option("--sweep <number>", "number of the sweep, from 0", "0")
    .option("--moment <name>", "REF, VEL, SW, ZDR, PHI, RHO or CFP", "REF")
    .option("--width <pixels>", "width of the picture", "1600")
    .option("--table <name>", "colour table: a name, or a GRLevelX .pal file")
    .option("--smooth", "interpolate between gates")
    .option("--out <file>", "file to write: .png or .webp; for Level III also .geojson or .txt")
    .option("--json", "print the result as JSON")
    .action(async (files, options) => (await import("./radar/render.ts")).render(files, options));

  radar
    .command("ingest")
    .description(
      "ingest files, or a time span of the archive: into the catalogue, pictures, API and page",
    )
    .argument("[path...]", "files, or folders of files")
    .option("--site <id>", "a radar in the public archive, e.g. KTLX")
    .option("--from <time>", "start of the span, UTC, e.g. 2013-05-20T19:30")
    .option("--to <time>", "end of the span")
    .option("--json", "print the result as JSON")
    .action(async (paths, options) => (await import("./radar/ingest.ts")).ingest(paths, options));

  radar
    .command("sites")
    .description("list all known radars, or those with volumes held here")
    .option("--held", "only radars with volumes held here")
    .option("--json", "print as JSON")
    .action(async (options) => (await import("./radar/sites.ts")).sites(options));

  const frames = program.command("frames").description("astronomical frames: FITS");

  frames
    .command("inspect")
    .description("show the contents of a FITS file")
    .argument("<file>", "a FITS file: plain, tile-compressed (.fz), gzip or bzip2")
    .option("--json", "print as JSON")
    .option("--cards", "add the header cards")
    .option("--hdu <number>", "HDU of the image; by default the first that has one")
    .option(
      "--at <x,y>",
      "add the value and sky position of a pixel, counted from 1; repeatable",
      collect,
      [],
    )
    .option("--sky <ra,dec>", "add the pixel at a position, ICRS degrees; repeatable", collect, [])
    .action(async (file, options) => (await import("./frames/inspect.ts")).inspect(file, options));

  /** Drawing options, shared by both commands that draw frames. */
  const drawing = (command: Command) =>
    command
      .option("--width <pixels>", "width of the box that the picture must fit in")
      .option("--height <pixels>", "height of the box")
      .option("--enlarge <how>", "nearest or linear: enlarge images smaller than the box")
      .option("--mode <mode>", "fine, or upstream to draw as fits2image does")
      .option("--interval <interval>", "zscale, minmax, 99.5%, 0.5%..99.5%, 700..2000")
      .option("--min-cut <cut>", "lower end: a value, or 0.5%")
      .option("--max-cut <cut>", "upper end: a value, or 99.5%")
      .option("--stretch <stretch>", "linear, sqrt, log, asinh, power:0.5, …")
      .option("--cmap <name>", "colour map, e.g. viridis")
      .option("--invert", "reverse the colour map")
      .option("--nan <colour>", "colour of pixels without a value: black, transparent or #rrggbb")
      .option("--saturation <value>", "show values from this one up in red")
      .option(
        "--orient <way>",
        "up, snap or none: turn north up exactly, by quarter turns, or not at all",
      )
      .option("--median", "subtract the median, as fits2image does")
      .option("--percentile <percent>", "percentile drawn white with --median")
      .option("--hdu <hdu>", "HDU: a number or an EXTNAME")
      .option("--plane <number>", "plane of a cube, from 0")
      .option("--label <text>", "text at the lower left")
      .option("--compass", "draw north and east")
      .option("--scalebar", "draw a scale bar")
      .option("--coordinates", "write the coordinates of the centre")
      .option("--target <ra,dec>", "mark a position")
      .option("--avm", "embed the coordinates (AVM)")
      .option("--format <format>", "jpg, png, webp or avif (cutouts: fits)")
      .option("--quality <percent>", "quality of jpg, webp and avif");

  drawing(
    frames
      .command("thumbnail")
      .description("draw pictures of FITS files, and of all those in folders")
      .argument("<path...>", "files or folders")
      .option("--out <path>", "where to write: a file for one picture, otherwise a folder")
      .option(
        "--color <blend>",
        "combine all files in one colour picture: rgb, lupton, sum, max, screen, …",
      )
      .option("--align <how>", "wcs, stars or none: how the files of a colour picture are aligned")
      .option("--threads <number>", "number of drawing threads"),
  )
    .option("--json", "print the results as JSON")
    .action(async (paths, options) =>
      (await import("./frames/thumbnail.ts")).thumbnail(paths, options),
    );

  drawing(
    frames
      .command("cutout")
      .description("cut a region out of a FITS file, keeping its coordinates right, or draw it")
      .argument("<file>", "a FITS file")
      .option("--ra <ra>", "right ascension of the centre: degrees, or 13:29:52.7")
      .option("--dec <dec>", "declination of the centre: degrees, or +47:11:43")
      .option(
        "--size <size>",
        "side, or width,height: arcmin, or with a unit: 90arcsec, 0.1deg, 300pix",
      )
      .option(
        "--pixels <x,y,width,height>",
        "a box instead, in pixels; the lower left one counted from 1",
      )
      .option("--edge <how>", "partial or trim: fill what lies beyond the frame, or cut it off")
      .option("--out <file>", "file to write"),
  )
    .option("--json", "print the result as JSON")
    .action(async (file, options) => (await import("./frames/cutout.ts")).cutout(file, options));

  const survey = program
    .command("survey")
    .description("comets and asteroids: their ephemerides, and the observations they fall in");

  survey
    .command("ephemeris")
    .description("compute a target's ephemeris")
    .argument("[target]", "the target's name")
    .option("--orbit <file>", "its orbit: a JSON file, in this project's form or JPL SBDB's")
    .option("--observer <code>", "observatory code of the Minor Planet Center", "500")
    .option("--start <date>", "first date, ISO or MJD, UTC; today by default")
    .option("--stop <date>", "last date; thirty days later by default")
    .option("--step <step>", "1d, 6h, 10m or 30s; a day by default")
    .option("--at <date>", "a single date; repeatable", collect, [])
    .option("--json", "print as JSON")
    .action(async (target, options) =>
      (await import("./survey/ephemeris.ts")).ephemeris(target, options),
    );

  survey
    .command("search")
    .description("find the observations that a target falls in")
    .argument("[target]", "the target's name")
    .option("--orbit <file>", "its orbit: a JSON file, in this project's form or JPL SBDB's")
    .option("--observer <code>", "compute for this observatory instead of each observation's own")
    .option("--start <date>", "only exposures from this date on, ISO or MJD, UTC")
    .option("--stop <date>", "only exposures up to this date")
    .option("--padding <arcmin>", "margin around each field, up to 120", "0")
    .option("--uncertainty", "search the 3σ region in which the target may be")
    .option("--source <name>", "only this source; repeatable", collect, [])
    .option("--json", "print as JSON")
    .action(async (target, options) =>
      (await import("./survey/search.ts")).search(target, options),
    );

  survey
    .command("fixed")
    .description("find the observations of a position on the sky")
    .argument("[ra,dec]", "degrees, ICRF")
    .option("--radius <arcmin>", "radius of a circle around it; 0 for a point", "0")
    .option("--polygon <corners>", "a polygon instead: ra:dec,ra:dec,…")
    .option(
      "--intersection <type>",
      "ImageIntersectsArea, ImageContainsArea or AreaContainsImage",
      "ImageIntersectsArea",
    )
    .option("--start <date>", "only exposures from this date on, ISO or MJD, UTC")
    .option("--stop <date>", "only exposures up to this date")
    .option("--source <name>", "only this source; repeatable", collect, [])
    .option("--json", "print as JSON")
    .action(async (place, options) => (await import("./survey/fixed.ts")).fixed(place, options));

  survey
    .command("import")
    .description("import observations or orbits into the catalogue")
    .argument(
      "<path>",
      "CSV or NDJSON, gzip or not: product_id, mjd_start, mjd_stop, fov and more; or a PDS4 label, a list of labels, a folder of labels or of FITS files",
    )
    .option("--source <name>", "the source of the observations; a new one needs --observer")
    .option("--orbits", "the file has orbits: MPCORB, MPC's comet elements, JSON")
    .option("--observer <code>", "observatory of rows that name none")
    .option("--json", "print the result as JSON")
    .action(async (file, options) =>
      (await import("./survey/import.ts")).importFile(file, options),
    );

  survey
    .command("sources")
    .description("list the sources of observations, and what is held of each")
    .option("--add <file>", "add a source, described by a JSON file")
    .option("--json", "print as JSON")
    .action(async (options) => (await import("./survey/sources.ts")).sources(options));

  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride();
  }
  return program;
}
