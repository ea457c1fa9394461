import { xmlText } from "../../../http/votable.ts";
import type { UwsJob } from "./jobs.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const spaces =
  'xmlns:uws="http://www.ivoa.net/xml/UWS/v1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="1.1"';

/** A job in the form of UWS 1.1 (section 3 and appendix A). */
export function jobXml(job: UwsJob, base: string): string {
  const { id, run, phase, created, destruction, search } = job;
  return `${head}<uws:job ${spaces}>
<uws:jobId>${id}</uws:jobId>
${run === null ? "" : `<uws:runId>${xmlText(run)}</uws:runId>\n`}<uws:ownerId xsi:nil="true"/>
<uws:phase>${phase}</uws:phase>
<uws:quote xsi:nil="true"/>
<uws:creationTime>${created.toISOString()}</uws:creationTime>
${time("startTime", search?.row.started)}
${time("endTime", search?.row.ended)}
<uws:executionDuration>0</uws:executionDuration>
<uws:destruction>${destruction.toISOString()}</uws:destruction>
${parametersElement(job, "")}
${resultsElement(job, base, "")}
${errorElement(job)}</uws:job>
`;
}

export function listXml(jobs: readonly UwsJob[], base: string): string {
  const each = jobs.map(
    ({ id, phase, run, created }) =>
      `<uws:jobref id="${id}" xlink:type="simple" xlink:href="${xmlText(`${base}/${id}`)}"><uws:phase>${phase}</uws:phase>${run === null ? "" : `<uws:runId>${xmlText(run)}</uws:runId>`}<uws:creationTime>${created.toISOString()}</uws:creationTime></uws:jobref>\n`,
  );
  return `${head}<uws:jobs ${spaces}>\n${each.join("")}</uws:jobs>\n`;
}

export const parametersXml = (job: UwsJob): string => `${head}${parametersElement(job, spaces)}\n`;

export const resultsXml = (job: UwsJob, base: string): string =>
  `${head}${resultsElement(job, base, spaces)}\n`;

function parametersElement({ parameters }: UwsJob, attributes: string): string {
  const each = Object.entries(parameters).flatMap(([name, values]) =>
    values.map((value) => `<uws:parameter id="${name}">${xmlText(value)}</uws:parameter>`),
  );
  return `<uws:parameters ${attributes.replace(/ version=.*$/, "")}>${each.join("")}</uws:parameters>`;
}

function resultsElement({ id, phase }: UwsJob, base: string, attributes: string): string {
  const link = `<uws:result id="result" xlink:type="simple" xlink:href="${xmlText(`${base}/${id}/results/result`)}" mime-type="application/x-votable+xml"/>`;
  const there = phase === "COMPLETED" ? link : "";
  return `<uws:results ${attributes.replace(/ version=.*$/, "")}>${there}</uws:results>`;
}

function errorElement({ search }: UwsJob): string {
  const failure = search?.row.failure;
  if (!failure) return "";
  return `<uws:errorSummary type="fatal" hasDetail="true"><uws:message>${xmlText(failure.message)}</uws:message></uws:errorSummary>\n`;
}

function time(name: string, at: Date | null | undefined): string {
  return at ? `<uws:${name}>${at.toISOString()}</uws:${name}>` : `<uws:${name} xsi:nil="true"/>`;
}
