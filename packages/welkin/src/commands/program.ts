import { Command } from "commander";

const collect = (value: string, before: string[]) => [...before, value];

/** The command line: each command's code is loaded only when it runs. */
export function commandLine(): Command {
  const program = new Command();
  program
    .name("welkin")
    .description("Raw observations of the sky to pictures and answers on the web.")
    .version("0.1.0")
    .showHelpAfterError("(welkin --help shows what there is)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error:/, "WRONG_USE:")),
    });

  program
    .command("serve")
    .description("run the service: the page, the API and the workers")
    .option("--port <port>", "port to listen on (WELKIN_PORT)")
    .option("--host <address>", "address to listen on (WELKIN_HOST)")
    .option("--data <folder>", "where everything is kept (WELKIN_DATA)")
    .option("--json", "tell where it is as JSON, once all of it works")
    .action(async (options) => (await import("./serve.ts")).serve(options));

  program
    .command("worker")
    .description("run jobs of a service that uses PostgreSQL")
    .option("--json", "tell that it works as JSON, once it does")
    .action(async (options) => (await import("./worker.ts")).worker(options));

  program
    .command("config")
    .description("show every setting, its value, and what it may be")
    .option("--json", "as JSON")
    .action(async (options) => (await import("./config.ts")).config(options));

  const radar = program
    .command("radar")
    .description("weather radar: NEXRAD Level II and Level III");

  radar
    .command("inspect")
    .description("show what files hold")
    .argument("<file...>", "Level II or Level III files")
    .option("--json", "as JSON")
    .option("--volume", "the files are real-time chunks of one volume")
    .option("--checksums", "add the CRC-32 of each moment's raw codes")
    .option("--at <sweep,radial,gate>", "add the value there; repeatable, from 0", collect, [])
    .action(async (files, options) => (await import("./radar/inspect.ts")).inspect(files, options));

  radar
    .command("render")
    .description("draw one sweep, or a Level III product, as a transparent map overlay")
    .argument("<file...>", "a Level II or Level III file, or the chunks of one volume")
    .option("--sweep <number>", "which sweep, from 0", "0")
    .option("--moment <name>", "REF, VEL, SW, ZDR, PHI, RHO or CFP", "REF")
    .option("--width <pixels>", "width of the picture", "1600")
    .option("--table <name>", "colour table, by name or a GRLevelX .pal file")
    .option("--smooth", "interpolate between gates")
    .option("--out <file>", "where to write it; .png or .webp, of Level III .geojson or .txt too")
    .option("--json", "tell about it as JSON")
    .action(async (files, options) => (await import("./radar/render.ts")).render(files, options));

  radar
    .command("ingest")
    .description(
      "take files, or a span of the archive, into the service: catalogue, pictures, API and page",
    )
    .argument("[path...]", "files, or folders of files")
    .option("--site <id>", "a radar whose volumes the public archive has, e.g. KTLX")
    .option("--from <time>", "from when on, e.g. 2013-05-20T19:30, UTC")
    .option("--to <time>", "until when")
    .option("--json", "tell about it as JSON")
    .action(async (paths, options) => (await import("./radar/ingest.ts")).ingest(paths, options));

  radar
    .command("sites")
    .description("list the radars that are known, or of which volumes are held")
    .option("--held", "only those of which volumes are held")
    .option("--json", "as JSON")
    .action(async (options) => (await import("./radar/sites.ts")).sites(options));

  const frames = program.command("frames").description("astronomical frames: FITS");

  frames
    .command("inspect")
    .description("show what a FITS file holds")
    .argument("<file>", "a FITS file: plain, tile-compressed (.fz), gzip or bzip2")
    .option("--json", "as JSON")
    .option("--cards", "add the header cards")
    .option("--hdu <number>", "which HDU's image; the first one by default")
    .option("--at <x,y>", "add value and sky position of a pixel, from 1; repeatable", collect, [])
    .option("--sky <ra,dec>", "add the pixel of a position, ICRS degrees; repeatable", collect, [])
    .action(async (file, options) => (await import("./frames/inspect.ts")).inspect(file, options));

  /** Drawing options, shared by both commands that draw frames. */
  const drawing = (command: Command) =>
    command
      .option("--width <pixels>", "of the box that a picture fits in")
      .option("--height <pixels>", "of the box")
      .option("--enlarge <how>", "nearest or linear: enlarge what is smaller than the box")
      .option("--mode <mode>", "fine, or upstream as fits2image draws")
      .option("--interval <interval>", "zscale, minmax, 99.5%, 0.5%..99.5%, 700..2000")
      .option("--min-cut <cut>", "lower end: a value, or 0.5%")
      .option("--max-cut <cut>", "upper end: a value, or 99.5%")
      .option("--stretch <stretch>", "linear, sqrt, log, asinh, power:0.5, …")
      .option("--cmap <name>", "colour map, e.g. viridis")
      .option("--invert", "the colour map the other way round")
      .option("--nan <colour>", "what has no value: black, transparent or #rrggbb")
      .option("--saturation <value>", "values from here up are red")
      .option("--orient <way>", "up, snap or none: north up exactly, by quarter turns, not at all")
      .option("--median", "take the median off, as fits2image does")
      .option("--percentile <percent>", "what becomes white with --median")
      .option("--hdu <hdu>", "which HDU: number or EXTNAME")
      .option("--plane <number>", "which plane of a cube, from 0")
      .option("--label <text>", "text at the lower left")
      .option("--compass", "draw north and east")
      .option("--scalebar", "draw a scale bar")
      .option("--coordinates", "write the coordinates of the centre")
      .option("--target <ra,dec>", "mark a place")
      .option("--avm", "embed the coordinates")
      .option("--format <format>", "jpg, png, webp or avif (cutouts: fits)")
      .option("--quality <percent>", "of jpg, webp and avif");

  drawing(
    frames
      .command("thumbnail")
      .description("draw pictures of FITS files, and of all that are in folders")
      .argument("<path...>", "files or folders")
      .option("--out <path>", "where to write: a file for one picture, else a folder")
      .option("--color <blend>", "one picture of all files: rgb, lupton, sum, max, screen, …")
      .option(
        "--align <how>",
        "wcs, stars or none: how files of a colour picture are laid together",
      )
      .option("--threads <number>", "threads that draw"),
  )
    .option("--json", "tell about them as JSON")
    .action(async (paths, options) =>
      (await import("./frames/thumbnail.ts")).thumbnail(paths, options),
    );

  drawing(
    frames
      .command("cutout")
      .description("cut a part out of a FITS file, with coordinates that hold, or draw it")
      .argument("<file>", "a FITS file")
      .option("--ra <ra>", "of the centre: degrees, or 13:29:52.7")
      .option("--dec <dec>", "of the centre: degrees, or +47:11:43")
      .option("--size <size>", "side, or width,height: arc minutes, or 90arcsec, 0.1deg, 300pix")
      .option("--pixels <x,y,width,height>", "a box in place of that: lower left pixel, from 1")
      .option("--edge <how>", "partial or trim: fill what lies beyond the frame, or leave it off")
      .option("--out <file>", "where to write it"),
  )
    .option("--json", "tell about it as JSON")
    .action(async (file, options) => (await import("./frames/cutout.ts")).cutout(file, options));

  const survey = program
    .command("survey")
    .description("comets and asteroids: where they are seen, and the observations they fall in");

  survey
    .command("ephemeris")
    .description("where a target is seen")
    .argument("[target]", "its name")
    .option("--orbit <file>", "its orbit: a JSON file, this project's or JPL SBDB's")
    .option("--observer <code>", "observatory code of the Minor Planet Center", "500")
    .option("--start <date>", "first date, ISO or MJD, UTC; today by default")
    .option("--stop <date>", "last date; thirty days later by default")
    .option("--step <step>", "1d, 6h, 10m or 30s; a day by default")
    .option("--at <date>", "a single date; repeatable", collect, [])
    .option("--json", "as JSON")
    .action(async (target, options) =>
      (await import("./survey/ephemeris.ts")).ephemeris(target, options),
    );

  survey
    .command("search")
    .description("the observations that a target falls in")
    .argument("[target]", "its name")
    .option("--orbit <file>", "its orbit: a JSON file, this project's or JPL SBDB's")
    .option("--observer <code>", "look from here, in place of each observation's own observatory")
    .option("--start <date>", "only exposures from this date on, ISO or MJD, UTC")
    .option("--stop <date>", "only exposures up to this date")
    .option("--padding <arcmin>", "how near to a field counts, up to 120", "0")
    .option("--uncertainty", "look for the 3σ region in which the target may be")
    .option("--source <name>", "only this source; repeatable", collect, [])
    .option("--json", "as JSON")
    .action(async (target, options) =>
      (await import("./survey/search.ts")).search(target, options),
    );

  survey
    .command("fixed")
    .description("the observations of a place on the sky")
    .argument("[ra,dec]", "degrees, ICRF")
    .option("--radius <arcmin>", "of a circle about it; 0 is a point", "0")
    .option("--polygon <corners>", "a polygon in its place: ra:dec,ra:dec,…")
    .option(
      "--intersection <type>",
      "ImageIntersectsArea, ImageContainsArea or AreaContainsImage",
      "ImageIntersectsArea",
    )
    .option("--start <date>", "only exposures from this date on, ISO or MJD, UTC")
    .option("--stop <date>", "only exposures up to this date")
    .option("--source <name>", "only this source; repeatable", collect, [])
    .option("--json", "as JSON")
    .action(async (place, options) => (await import("./survey/fixed.ts")).fixed(place, options));

  survey
    .command("import")
    .description("take observations, or orbits, into the catalogue")
    .argument(
      "<path>",
      "CSV or NDJSON, gzip or not: product_id, mjd_start, mjd_stop, fov and more; or a PDS4 label, a list of labels, a folder of labels or of FITS files",
    )
    .option("--source <name>", "the source that they are of; a new one needs --observer")
    .option("--orbits", "the file has orbits: MPCORB, MPC's comet elements, JSON")
    .option("--observer <code>", "observatory of the rows that name none")
    .option("--json", "tell about it as JSON")
    .action(async (file, options) =>
      (await import("./survey/import.ts")).importFile(file, options),
    );

  survey
    .command("sources")
    .description("list the sources of observations, and what is held of them")
    .option("--add <file>", "add a source, described by a JSON file")
    .option("--json", "as JSON")
    .action(async (options) => (await import("./survey/sources.ts")).sources(options));

  for (const command of [program, ...program.commands.flatMap((one) => [one, ...one.commands])]) {
    command.exitOverride();
  }
  return program;
}
