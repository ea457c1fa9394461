import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { engines, type House, openHouse } from "./house.ts";

const orbit = JSON.stringify({
  name: "42 Isis",
  epoch_mjd_tdb: 57914,
  state_helio_icrf: [
    1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
    0.01213473568501525, 0.005306982813329122,
  ],
});
/** The asteroid's position then, as seen from T05. */
const [RA, DEC, MJD] = [157.43738946, 19.0449908, 58484.42727639];

describe("UWS 1.1", () => {
  let house: House;
  const root = () => `${house.url}/uws/searches`;
  const form = (path: string, parameters: Record<string, string>) =>
    fetch(`${root()}${path}`, {
      method: "POST",
      body: new URLSearchParams(parameters),
      redirect: "manual",
    });
  const make = async (parameters: Record<string, string>) => {
    const answer = await form("", parameters);
    expect(answer.status).toBe(303);
    const place = answer.headers.get("location")!;
    expect(place.startsWith(`${root()}/`)).toBe(true);
    return place.slice(root().length + 1);
  };
  const text = async (path: string) => (await fetch(`${root()}${path}`)).text();

  beforeAll(async () => {
    house = await openHouse(engines.at(-1));
    const ready = async () => (await fetch(`${house.url}/survey/sources`)).status;
    await vi.waitFor(async () => expect(await ready()).toBe(200), 30_000);
    const box = [-0.1, 0.1].flatMap((x) =>
      [-0.1, 0.1].map((y) => `${RA + x}:${DEC + (x < 0 ? y : -y)}`),
    );
    await house.service.survey.import(
      "atlas_haleakela",
      (async function* () {
        const values = { product_id: "on", mjd_start: MJD, exposure: 30, fov: box.join(",") };
        yield { line: 1, values };
      })(),
    );
  }, 120_000);
  afterAll(() => house?.close());

  it("runs a job from PENDING to COMPLETED, and gives its result", async () => {
    const id = await make({ ORBIT: orbit, runid: "mine & yours" });
    expect(await text(`/${id}/phase`)).toBe("PENDING");
    expect(
      (await form(`/${id}/parameters`, { padding: "1", SOURCE: "atlas_haleakela" })).status,
    ).toBe(303);
    const parameters = await text(`/${id}/parameters`);
    expect(parameters).toContain('<uws:parameter id="PADDING">1</uws:parameter>');
    expect((await form(`/${id}/phase`, { PHASE: "RUN" })).status).toBe(303);
    await vi.waitFor(async () => expect(await text(`/${id}/phase`)).toBe("COMPLETED"), 60_000);
    const job = await text(`/${id}?WAIT=10`);
    expect(job).toContain(`<uws:jobId>${id}</uws:jobId>`);
    expect(job).toContain("<uws:runId>mine &amp; yours</uws:runId>");
    expect(job).toContain("<uws:phase>COMPLETED</uws:phase>");
    expect(job).toContain(`xlink:href="${root()}/${id}/results/result"`);
    const result = await fetch(`${root()}/${id}/results/result`);
    expect(result.headers.get("content-type")).toMatch(/votable/);
    expect((await result.text()).match(/<TR>/g)).toHaveLength(1);
    expect((await form(`/${id}/parameters`, { PADDING: "2" })).status).toBe(403);
  }, 90_000);

  it("waits for the end", async () => {
    const id = await make({ ORBIT: orbit, PHASE: "RUN", CACHED: "false" });
    let job = "";
    await vi.waitFor(async () => {
      job = await text(`/${id}?WAIT=-1`);
      expect(job).toMatch(/<uws:phase>COMPLETED</);
    }, 60_000);
    expect(job).toMatch(/<uws:endTime>\d{4}-/);
  }, 90_000);

  it("lists, chooses, aborts and deletes jobs", async () => {
    const one = await make({ TARGET: "nobody knows" });
    const two = await make({ TARGET: "nobody knows" });
    expect((await form(`/${one}/phase`, { PHASE: "ABORT" })).status).toBe(303);
    expect(await text(`/${one}/phase`)).toBe("ABORTED");
    const ids = async (query: string) =>
      [...(await text(query)).matchAll(/<uws:jobref id="([^"]+)"/g)].map(([, id]) => id);
    expect(await ids("?PHASE=ABORTED")).toEqual([one]);
    expect(await ids("?LAST=1")).toEqual([two]);
    expect(await ids("?phase=ABORTED&PHASE=PENDING")).toEqual([two, one]);
    expect(await ids("?AFTER=2999-01-01T00:00:00")).toEqual([]);
    const gone = await fetch(`${root()}/${two}`, { method: "DELETE", redirect: "manual" });
    expect([gone.status, gone.headers.get("location")]).toEqual([303, root()]);
    expect((await fetch(`${root()}/${two}`)).status).toBe(404);
    expect((await form(`/${one}`, { ACTION: "DELETE" })).status).toBe(303);
    expect(await ids("?PHASE=ABORTED")).toEqual([]);
  });

  it("is forgotten earlier where that is asked for, and never later than others", async () => {
    const id = await make({ ORBIT: orbit });
    const latest = await text(`/${id}/destruction`);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect((await form(`/${id}/destruction`, { DESTRUCTION: soon })).status).toBe(303);
    expect(await text(`/${id}/destruction`)).toBe(soon);
    expect(await text(`/${id}`)).toContain(`<uws:destruction>${soon}</uws:destruction>`);
    await form(`/${id}/destruction`, { destruction: "2999-01-01T00:00:00" });
    expect(await text(`/${id}/destruction`)).toBe(latest);
    expect((await form(`/${id}/destruction`, { DESTRUCTION: "later" })).status).toBe(400);
    expect((await form(`/${id}/executionduration`, { EXECUTIONDURATION: "60" })).status).toBe(303);
    expect(await text(`/${id}/executionduration`)).toBe("0");
    expect((await form(`/${id}/executionduration`, { EXECUTIONDURATION: "x" })).status).toBe(400);
    const none = "/00000000-0000-4000-8000-000000000000";
    expect((await form(`${none}/destruction`, { DESTRUCTION: soon })).status).toBe(404);
    expect((await form(`${none}/executionduration`, { EXECUTIONDURATION: "1" })).status).toBe(404);
    await form(`/${id}`, { ACTION: "DELETE" });
  });

  it("says why a job failed", async () => {
    const far = JSON.stringify({
      ...JSON.parse(orbit),
      name: "off",
      state_helio_icrf: [0, 0, 0, 0, 0, 0],
    });
    const refused = await form("", { ORBIT: far, PHASE: "RUN" });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await refused.text()).toMatch(/\.\n$/);
  });

  it.each([
    ["", { ORBIT: "{", PHASE: "RUN" }],
    ["", { ORBIT: orbit, PADDING: "wide", PHASE: "RUN" }],
    ["", { ORBIT: orbit, UNCERTAINTY: "perhaps", PHASE: "RUN" }],
    ["", { PHASE: "RUN" }],
    ["", { ORBIT: orbit, SOURCE: "nobody", PHASE: "RUN" }],
    ["/nonsense/phase", { PHASE: "RUN" }],
    ["/00000000-0000-4000-8000-000000000000/phase", { PHASE: "RUN" }],
  ])("refuses %s %o in plain words", async (path, parameters) => {
    const answer = await form(path, parameters as unknown as Record<string, string>);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  it("leaves nothing behind of what could not be started", async () => {
    expect(await text("?PHASE=PENDING")).not.toContain("jobref");
    expect((await fetch(`${root()}?LAST=0`)).status).toBe(400);
    expect((await fetch(`${root()}?PHASE=ODD`)).status).toBe(400);
  });
});
