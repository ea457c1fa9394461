import { type Insertable, type Kysely, sql } from "kysely";
import type { Cursor } from "../../../http/cursor.ts";
import type { Frame } from "../archive.ts";
import type { FileRow, FramesTables } from "./tables.ts";

/** Filters for a list of frames. */
export interface FrameFilter {
  readonly archive?: string | undefined;
  /** Prefix of the basename. */
  readonly basename?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly filter?: string | undefined;
  readonly target?: string | undefined;
  /** Frames that may overlap a circle: its centre as a unit vector, its radius in degrees. */
  readonly near?: { readonly vector: readonly [number, number, number]; readonly radius: number };
}

/** The catalogue of local archives' files: every query on their table. */
export class FileCatalog {
  readonly #db: Kysely<FramesTables>;

  constructor(db: Kysely<FramesTables>) {
    this.#db = db;
  }

  /** Keys of an archive's files with the versions last read. */
  async versions(archive: string): Promise<Map<string, string>> {
    const rows = await this.#db
      .selectFrom("frames_files")
      .select(["key", "version"])
      .where("archive", "=", archive)
      .execute();
    return new Map(rows.map(({ key, version }) => [key, version]));
  }

  /** Stores what was read from files, replacing what was known before. */
  async put(rows: readonly Insertable<FramesTables["frames_files"]>[]): Promise<void> {
    if (rows.length === 0) return;
    const values = rows.map((row) => ({
      ...row,
      facts: row.facts && (JSON.stringify(row.facts) as never),
    }));
    await this.#db
      .insertInto("frames_files")
      .values(values)
      .onConflict((conflict) =>
        conflict.columns(["archive", "key"]).doUpdateSet((given) =>
          Object.fromEntries(
            Object.keys(rows[0]!)
              .filter((name) => !["archive", "key", "id"].includes(name))
              .map((name) => [name, given.ref(`excluded.${name}` as never)]),
          ),
        ),
      )
      .execute();
  }

  /** Forgets the files of all other archives. */
  async keepOnly(archives: readonly string[]): Promise<void> {
    let query = this.#db.deleteFrom("frames_files");
    if (archives.length > 0) query = query.where("archive", "not in", archives);
    await query.execute();
  }

  async remove(archive: string, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#db
      .deleteFrom("frames_files")
      .where("archive", "=", archive)
      .where("key", "in", keys)
      .execute();
  }

  /** A listed file by id or basename; of several with one basename, the one written last. */
  async find(archive: string, idOrBasename: string): Promise<FileRow | undefined> {
    return this.#db
      .selectFrom("frames_files")
      .selectAll()
      .where("archive", "=", archive)
      .where("reason", "is", null)
      .where((is) => is.or([is("id", "=", idOrBasename), is("basename", "=", idOrBasename)]))
      .orderBy("modified", "desc")
      .orderBy("key")
      .limit(1)
      .executeTakeFirst();
  }

  /** Which of these basenames belong to listed files. */
  async held(archives: readonly string[], basenames: readonly string[]): Promise<Set<string>> {
    const { rows } = await sql<{ basename: string }>`
      select distinct basename from frames_files
      where reason is null
        and archive in (select json_array_elements_text(${JSON.stringify(archives)}::json))
        and basename collate "C" in (select json_array_elements_text(${JSON.stringify(basenames)}::json))
    `.execute(this.#db);
    return new Set(rows.map(({ basename }) => basename));
  }

  /** Listed files of a request, newest first, as in an OCS archive. */
  async ofRequest(archive: string, request: string, level?: number): Promise<FileRow[]> {
    return this.#db
      .selectFrom("frames_files")
      .selectAll()
      .where("archive", "=", archive)
      .where("request_id", "=", request)
      .where("reason", "is", null)
      .$if(level !== undefined, (query) => query.where("reduction_level", "=", level ?? 0))
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .limit(1000)
      .execute();
  }

  /** Listed files, newest first. */
  async list(wanted: FrameFilter, limit: number, after?: Cursor): Promise<FileRow[]> {
    const { archive, basename, from, to, filter, target, near } = wanted;
    let query = this.#db.selectFrom("frames_files").selectAll().where("reason", "is", null);
    if (archive !== undefined) query = query.where("archive", "=", archive);
    if (basename !== undefined) {
      query = query.where(sql<boolean>`starts_with(basename, ${basename})`);
    }
    if (from) query = query.where("at", ">=", from);
    if (to) query = query.where("at", "<=", to);
    if (filter !== undefined) query = query.where("filter", "=", filter);
    if (target !== undefined) {
      query = query.where(sql<boolean>`lower(target) = ${target.toLowerCase()}`);
    }
    if (near) {
      const [x, y, z] = near.vector;
      query = query.where(
        sql<boolean>`x * ${x}::float8 + y * ${y}::float8 + z * ${z}::float8
          >= cos(radians(least(180, radius + ${near.radius}::float8))) - 1e-12`,
      );
    }
    if (after) {
      query = query.where(sql<boolean>`(at, id) < (${after.time}, ${after.id})`);
    }
    return query.orderBy("at", "desc").orderBy("id", "desc").limit(limit).execute();
  }

  /** Files that were set aside, with the reasons, and the number of listed files. */
  async state(archive: string, limit: number) {
    const counts = await this.#db
      .selectFrom("frames_files")
      .select([
        sql<number>`count(*) filter (where reason is null)`.as("listed"),
        sql<number>`count(*) filter (where reason is not null)`.as("bad"),
      ])
      .where("archive", "=", archive)
      .executeTakeFirstOrThrow();
    const bad = await this.#db
      .selectFrom("frames_files")
      .select(["key", "reason"])
      .where("archive", "=", archive)
      .where("reason", "is not", null)
      .orderBy("key")
      .limit(limit)
      .execute();
    return { listed: Number(counts.listed), setAside: Number(counts.bad), bad };
  }
}

/** A row as a frame. */
export function frameOf(row: FileRow): Frame {
  const { archive, id, basename, filename, version, facts } = row;
  return {
    archive,
    id,
    basename,
    filename,
    version,
    size: Number(row.size),
    ...(facts?.proposalId !== undefined && { proposalId: facts.proposalId }),
    ...(facts?.configurationType !== undefined && { configurationType: facts.configurationType }),
    ...(facts?.requestId !== undefined && { requestId: facts.requestId }),
    ...(facts?.reductionLevel !== undefined && { reductionLevel: facts.reductionLevel }),
    ...(facts?.filter !== undefined && { filter: facts.filter }),
    ...(row.observed_at && { observedAt: row.observed_at }),
    ...(facts?.exposure !== undefined && { exposure: facts.exposure }),
    ...(facts?.target !== undefined && { target: facts.target }),
    ...(facts?.instrument !== undefined && { instrument: facts.instrument }),
    ...(facts?.site !== undefined && { site: facts.site }),
    ...(facts?.telescope !== undefined && { telescope: facts.telescope }),
    ...(facts?.footprint && { footprint: facts.footprint }),
  };
}
