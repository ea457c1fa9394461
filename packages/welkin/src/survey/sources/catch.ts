import { SourceDefinition } from "./definition.ts";

/** The image services of the sources (https://catch.astro.umd.edu), and the PDS archive behind most of them. */
const archive = "https://sbnarchive.psi.edu/pds4/surveys";
const maryland = "https://sbnsurveys.astro.umd.edu/api/images";
const lambda = "https://uxzqjwo0ye.execute-api.us-west-1.amazonaws.com/api/images";
const skymapper = "https://api.skymapper.nci.org.au/public/siap/dr4/get_image";
const panstarrs = "https://ps1images.stsci.edu";

/** A cutout and a preview that differ only in format. */
const pieces = (place: string, size: string, preview = "jpeg") => {
  const base = `${place}?ra={ra}&dec={dec}&size=${size}&format=`;
  return { cutout: `${base}fits`, preview: `${base}${preview}` };
};

const neat = (folder: string) => [
  {
    pattern: ":(?<tail>[^:]+)$",
    urls: {
      archive: `${archive}/gbo.ast.neat.survey/${folder}/{tail|folders}.fit.fz`,
      label: `${archive}/gbo.ast.neat.survey/${folder}/{tail|folders}.xml`,
      ...pieces(`${maryland}/{product_id}`, "7.20arcmin"),
    },
  },
];

const atlas = [
  {
    pattern: "^(?<stem>.*)_fits$",
    urls: {
      archive: `${maryland}/{product_id}`,
      label: `${maryland}/{product_id}?format=label`,
      diff: `${maryland}/{stem}_diff{?diff}`,
      ...pieces(`${maryland}/{product_id}`, "0.16deg"),
    },
  },
  {
    pattern: "",
    urls: {
      archive: `${maryland}/{product_id}`,
      label: `${maryland}/{product_id}?format=label`,
      ...pieces(`${maryland}/{product_id}`, "0.16deg"),
    },
  },
];

/**
 * Cutout sizes for the Catalina Sky Survey, about 300 pixels of each telescope, in arcminutes; other sources have 5.
 */
const catalina = [
  ["703", "15.00"],
  ["[Gg]96", "7.80"],
  ["[Ii]52", "5.16"],
  ["[Vv]06", "2.82"],
  ["[0-9A-Za-z]{3}", "5.00"],
].map(([telescope, size]) => ({
  pattern: `:(?<stem>(?<telescope>${telescope})_(?<century>\\d\\d)(?<year>\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)_[^.:]*)(?<ending>\\.[^:]*)$`,
  urls: {
    archive: `${archive}/gbo.ast.catalina.survey/data_calibrated/{telescope|upper}/{century}{year}/{year}{month|month}{day}/{stem|upper}{ending}.fz`,
    label: `${archive}/gbo.ast.catalina.survey/data_calibrated/{telescope|upper}/{century}{year}/{year}{month|month}{day}/{stem|upper}{ending}.xml`,
    ...pieces(`${lambda}/{product_id}`, `${size}arcmin`),
  },
}));

const telescopes = (values: Record<string, string>) => ({
  "css:telescope": { from: "telescope", values },
});

/** LONEOS's files lie in folders by the version of its camera's software, which changed at the beginning of 2005. */
const loneos = (nights: string, program: string) => ({
  pattern: `:(?<stem>(?<night>${nights})_[^:]*)_fits$`,
  urls: {
    archive: `${archive}/gbo.ast.loneos.survey/data_augmented/${program}/{night}/{stem}.fits`,
    label: `${archive}/gbo.ast.loneos.survey/data_augmented/${program}/{night}/{stem}.xml`,
    ...pieces(`${lambda}/{product_id}`, "12.60arcmin"),
  },
});

/** LIDs of a bundle of the Planetary Data System, whatever follows its name, and the part that describes a product. */
const lid = (bundle: string, product: string) =>
  `^urn:nasa:pds:${bundle.replaceAll(".", "\\.")}[^:]*:${product}`;
// Next to an image lie its difference image and the measurements made on it, each with a label.
const atlasLid = (telescope: string) =>
  lid("gbo.ast.atlas.survey", `[^:]*:${telescope}[^:]*[._]fits$`);
const catalinaLid = (codes: string) =>
  lid("gbo.ast.catalina.survey", `data_calibrated:(?<observatory>${codes})[^:]*$`);

/** The thirteen sources of CATCH, in the order in which it lists them. */
export const catchSources: readonly SourceDefinition[] = [
  {
    name: "atlas_haleakela",
    title: "ATLAS Hawaii, Haleakela",
    observatories: ["T05"],
    lid: atlasLid("02"),
    nightOffset: -0.43,
    fields: ["field_id", "diff"],
    products: atlas,
  },
  {
    name: "atlas_mauna_loa",
    title: "ATLAS Hawaii, Mauna Loa",
    observatories: ["T08"],
    lid: atlasLid("01"),
    nightOffset: -0.43,
    fields: ["field_id", "diff"],
    products: atlas,
  },
  {
    name: "atlas_rio_hurtado",
    title: "ATLAS Chile, Rio Hurtado",
    observatories: ["W68"],
    lid: atlasLid("04"),
    nightOffset: -0.2,
    fields: ["field_id", "diff"],
    products: atlas,
  },
  {
    name: "atlas_sutherland",
    title: "ATLAS South Africa, Sutherland",
    observatories: ["M22"],
    lid: atlasLid("03"),
    nightOffset: 0.06,
    fields: ["field_id", "diff"],
    products: atlas,
  },
  {
    name: "catalina_bigelow",
    title: "Catalina Sky Survey, Mt. Bigelow",
    observatories: ["703", "V06"],
    lid: catalinaLid("703|V06"),
    nightOffset: -0.31,
    derived: telescopes({
      "703": "Catalina Sky Survey, 0.7-m Schmidt (703)",
      V06: "61-inch Kuiper telescope (V06)",
    }),
    products: catalina,
  },
  {
    name: "catalina_lemmon",
    title: "Catalina Sky Survey, Mt. Lemmon",
    observatories: ["G96", "I52"],
    lid: catalinaLid("G96|I52"),
    nightOffset: -0.31,
    derived: telescopes({
      G96: "Mount Lemmon Survey, 60-inch telescope (G96)",
      I52: "Mount Lemmon 40-inch follow-up telescope (I52)",
    }),
    products: catalina,
  },
  {
    name: "catalina_bokneosurvey",
    title: "Catalina Sky Survey Archive, Bok NEO Survey",
    observatories: ["V00"],
    lid: catalinaLid("V00"),
    nightOffset: -0.31,
    derived: telescopes({ V00: "Steward Observatory 90-inch Bok telescope (V00)" }),
    products: catalina,
  },
  {
    name: "loneos",
    title: "LONEOS",
    observatories: ["699"],
    lid: lid("gbo.ast.loneos.survey", "data_augmented:"),
    nightOffset: -0.31,
    products: [
      loneos("0[5-9]\\d{4}", "lois_4_2_0"),
      loneos("(?:9\\d|0[0-4])\\d{4}", "lois_3_2_0_beta"),
    ],
  },
  {
    name: "neat_palomar_tricam",
    title: "NEAT Palomar Tricam",
    observatories: ["644"],
    lid: lid("gbo.ast.neat.survey", "data_tricam:"),
    nightOffset: -0.33,
    products: neat("data_tricam"),
  },
  {
    name: "neat_maui_geodss",
    title: "NEAT Maui GEODSS",
    observatories: ["566"],
    lid: lid("gbo.ast.neat.survey", "data_geodss:"),
    nightOffset: -0.43,
    products: neat("data_geodss"),
  },
  {
    name: "ps1dr2",
    title: "PanSTARRS 1 DR2",
    observatories: ["F51"],
    nightOffset: -0.43,
    fields: ["ps1:frame_id", "ps1:projection_id", "ps1:skycell_id"],
    products: [
      {
        pattern: "^(?<series>rings\\.v3\\.skycell)\\.(?<projection>\\d{4})\\.(?<cell>\\d{3})\\.",
        urls: {
          archive: `${panstarrs}/{series}/{projection}/{cell}/{product_id}`,
          // Quarter-arcsecond pixels: 0.05 degrees, and 0.0833 for the preview.
          cutout: `${panstarrs}/cgi-bin/fitscut.cgi?red=%2F{series}%2F{projection}%2F{cell}%2F{product_id|encode}&ra={ra}&dec={dec}&size=720&format=fits`,
          preview: `${panstarrs}/cgi-bin/fitscut.cgi?red=%2F{series}%2F{projection}%2F{cell}%2F{product_id|encode}&ra={ra}&dec={dec}&size=1199&format=jpeg`,
        },
      },
    ],
  },
  {
    name: "skymapper_dr4",
    title: "SkyMapperDR4",
    // CATCH uses the site's code instead of the telescope's own, 460 m away.
    observatories: ["Q55", "413"],
    nightOffset: 0.41,
    fields: [
      "skymapper:field_id",
      "skymapper:image_type",
      "skymapper:sb_mag",
      "skymapper:zpapprox",
    ],
    products: [
      {
        urls: {
          cutout: `${skymapper}?IMAGE={product_id}&SIZE=0.0833&POS={ra},{dec}&FORMAT=fits`,
          preview: `${skymapper}?IMAGE={product_id}&SIZE=0.0833&POS={ra},{dec}&FORMAT=png`,
        },
      },
    ],
  },
  {
    name: "spacewatch",
    title: "Spacewatch",
    observatories: ["691"],
    lid: lid("gbo.ast.spacewatch.survey", "data:"),
    nightOffset: -0.31,
    // The archive's names have capitals that the ids lack.
    fields: ["file_name"],
    products: [
      {
        pattern:
          "^(?<stem>.*:)(?<tail>[^:]*_(?<year>\\d{4})_(?<month>\\d\\d)_(?<day>\\d\\d)_[^_:]*_[^_:]*_[^_:]*)$",
        urls: {
          archive: `${archive}/gbo.ast.spacewatch.survey/data/{year}/{month}/{day}/{file_name,tail}`,
          label: `${archive}/gbo.ast.spacewatch.survey/data/{year}/{month}/{day}/{file_name,tail|stem}.xml`,
          ...pieces(`${lambda}/{stem}{file_name,tail}`, "5.00arcmin"),
        },
      },
    ],
  },
].map((source) => SourceDefinition.parse(source));
