import { describe, expect, it } from "vitest";
import { describeConfig, readConfig } from "./config.ts";

describe("readConfig", () => {
  it("has a default for everything", () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      radarMoments: ["REF", "VEL"],
      simulate: "auto",
    });
  });

  it("names every bad variable and what it may be", () => {
    const bad = { WELKIN_PORT: "seventy", WELKIN_RADAR_MOMENTS: "REF,RAIN" };
    expect(() => readConfig(bad)).toThrow(
      'WELKIN_PORT is "seventy"; it must be a whole number from 0 to 65535. WELKIN_RADAR_MOMENTS is "REF,RAIN"; it must be moments separated by commas',
    );
  });

  it("does not repeat a bad secret", () => {
    const message = (() => {
      try {
        readConfig({ WELKIN_API_KEY: "hunter2" });
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toContain("WELKIN_API_KEY");
    expect(message).not.toContain("hunter2");
  });

  it("takes a folder or a bucket for a store", () => {
    for (const store of ["file:./store", "s3://bucket/prefix?region=eu-west-1"])
      expect(readConfig({ WELKIN_STORE: store }).store).toBe(store);
    expect(() => readConfig({ WELKIN_STORE: "gs://bucket" })).toThrow(
      "it must be file:FOLDER or s3://",
    );
  });

  it("reads sizes with units", () => {
    expect(readConfig({ WELKIN_UPLOAD_LIMIT: "3M" }).uploadLimit).toBe(3 * 1024 * 1024);
  });

  it("takes an empty variable for an unset one", () => {
    expect(readConfig({ WELKIN_PORT: "" }).port).toBe(4000);
  });
});

describe("settings of nexrad-mapbox-backend", () => {
  const old = {
    API_HOST: "127.0.0.1",
    API_PORT: "4321",
    RADAR_SITE_L2: "KPDT",
    RADAR_SITE_L3: "PDT",
    PROCESSING_WINDOW_MINUTES: "90",
    CLEANUP_WINDOW_MINUTES: "200",
    PROJECT_S3_BUCKET: "nexrad-mapbox",
  };

  it("are understood", () => {
    const config = readConfig(old);
    expect(config).toMatchObject({
      host: "127.0.0.1",
      port: 4321,
      radarSites: ["KPDT"],
      store: "s3://nexrad-mapbox?region=us-east-1",
      radarWindow: { all: 90, folder: 0 },
      radarKeep: { all: 200 },
    });
    expect(config.radarProducts).toHaveLength(24);
    expect(config.radarProducts).toContain("HHC");
  });

  it("name the bucket's region", () => {
    const { store } = readConfig({ ...old, AWS_REGION: "eu-central-1" });
    expect(store).toBe("s3://nexrad-mapbox?region=eu-central-1");
  });

  it("give way to Welkin's own", () => {
    const config = readConfig({ ...old, WELKIN_PORT: "1234", WELKIN_RADAR_SITES: "ktlx, TORD" });
    expect(config).toMatchObject({ port: 1234, radarSites: ["KTLX", "TORD"] });
  });

  it("are said to be where a value comes from", () => {
    const described = describeConfig(readConfig(old), old);
    const from = Object.fromEntries(described.map((line) => [line.variable, line.from]));
    expect(from).toMatchObject({
      WELKIN_PORT: ["API_PORT"],
      WELKIN_RADAR_SITES: ["RADAR_SITE_L2", "RADAR_SITE_L3"],
      WELKIN_DATA: undefined,
    });
  });

  it("are named when they are wrong", () => {
    expect(() => readConfig({ API_PORT: "x" })).toThrow('API_PORT is "x"; it must be');
  });

  it("finds the four letters of a radar outside the K sites", () => {
    expect(readConfig({ RADAR_SITE_L3: "JUA" }).radarSites).toEqual(["TJUA"]);
  });

  it("takes minutes by source", () => {
    const { radarWindow } = readConfig({ WELKIN_RADAR_WINDOW: "60,level3=30,folder=1440" });
    expect(radarWindow).toEqual({ all: 60, level3: 30, folder: 1440 });
    expect(() => readConfig({ WELKIN_RADAR_WINDOW: "60,moon=3" })).toThrow("WELKIN_RADAR_WINDOW");
  });
});

describe("settings of thumbnail-service", () => {
  const old = {
    ARCHIVE_API_URL: "https://archive-api.lco.global",
    TMP_DIR: "/scratch/",
    AWS_BUCKET: "thumbnails",
    AWS_DEFAULT_REGION: "us-west-2",
    STORAGE_URL: "http://minio:9000",
    REQUIRED_FRAME_VALIDATION_KEYS: "filename, configuration_type",
    VALID_CONFIGURATION_TYPES: "expose,BIAS",
    VALID_CONFIGURATION_TYPES_FOR_COLOR_THUMBS: "EXPOSE",
  };

  it("are understood", () => {
    expect(readConfig(old)).toMatchObject({
      framesArchive: "https://archive-api.lco.global/",
      framesTemporary: "/scratch/",
      store: "s3://thumbnails?region=us-west-2&endpoint=http%3A%2F%2Fminio%3A9000",
      framesRequired: ["filename", "configuration_type"],
      framesTypes: ["EXPOSE", "BIAS"],
      framesColorTypes: ["EXPOSE"],
    });
    expect(readConfig({ AWS_BUCKET: "thumbnails" }).store).toBe("s3://thumbnails");
  });

  it("have upstream's defaults where they name what has thumbnails", () => {
    const { framesTypes, framesColorTypes, framesLinkExpires } = readConfig({});
    expect(framesTypes).toHaveLength(14);
    expect(framesColorTypes).toEqual(["EXPOSE", "STANDARD"]);
    expect(framesLinkExpires).toBe(7 * 24 * 3600);
  });

  it("reads the address of a bucket, and of hosts", () => {
    const { framesBucket, framesHosts } = readConfig({
      WELKIN_FRAMES_BUCKET: "s3://sky/2026/?region=eu-west-1",
      WELKIN_FRAMES_HOSTS: "minio, *.amazonaws.com,[::1]",
    });
    expect(framesBucket).toEqual({
      ...{ bucket: "sky", prefix: "2026/", region: "eu-west-1", unsigned: true },
    });
    expect(framesHosts).toEqual(["minio", "*.amazonaws.com", "[::1]"]);
    for (const address of ["sky", "s3://", "s3://sky?key=secret", "s3://sky?endpoint=file:///"]) {
      expect(() => readConfig({ WELKIN_FRAMES_BUCKET: address })).toThrow("WELKIN_FRAMES_BUCKET");
    }
    expect(() => readConfig({ WELKIN_FRAMES_HOSTS: "http://x" })).toThrow("WELKIN_FRAMES_HOSTS");
  });
});

describe("the settings of CATCH", () => {
  const database = {
    DB_DIALECT: "postgresql",
    DB_HOST: "db.example.org:5433",
    DB_USERNAME: "catch",
    DB_PASSWORD: "p@ss/word",
    DB_DATABASE: "catch",
  };

  it("say how long its queue and its stream's silences are, the newer of two first", () => {
    expect(readConfig({ REDIS_MAX_QUEUE_SIZE: "7", STREAM_TIMEOUT: "30" })).toMatchObject({
      surveyQueue: 7,
      surveyStreamTimeout: 30,
    });
    const both = { REDIS_MAX_QUEUE_SIZE: "100", REDIS_JOBS_MAX_QUEUE_SIZE: "5" };
    expect(readConfig(both).surveyQueue).toBe(5);
    expect(readConfig({ ...both, WELKIN_SURVEY_QUEUE: "9" }).surveyQueue).toBe(9);
    expect(readConfig({}).surveyQueue).toBe(100);
  });

  it("name its database in parts, where they are whole and PostgreSQL's", () => {
    const url = "postgres://catch:p%40ss%2Fword@db.example.org:5433/catch";
    expect(readConfig(database).databaseUrl).toBe(url);
    expect(JSON.stringify(describeConfig(readConfig(database), database))).not.toContain("p%40ss");
    for (const change of [{ DB_DIALECT: "sqlite" }, { DB_DIALECT: "" }, { DB_USERNAME: "" }]) {
      expect(readConfig({ ...database, ...change }).databaseUrl).toBeUndefined();
    }
    const own = { ...database, WELKIN_DATABASE_URL: "postgres://own/db" };
    expect(readConfig(own).databaseUrl).toBe("postgres://own/db");
  });
});

describe("describeConfig", () => {
  it("hides secrets", () => {
    const shown = JSON.stringify(describeConfig(readConfig({ WELKIN_API_KEY: "a".repeat(20) })));
    expect(shown).not.toContain("aaaa");
    expect(shown).toContain("(hidden)");
  });
});
