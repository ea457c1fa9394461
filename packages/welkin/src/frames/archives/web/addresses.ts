import { type LookupAddress, lookup as resolve } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Addresses outside the public internet (IANA special-purpose registries, RFC 6890). */
const special = new BlockList();
for (const [address, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  special.addSubnet(address, bits, "ipv4");
}
for (const [address, bits] of [
  ["::", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  special.addSubnet(address, bits, "ipv6");
}

export function isPublic(address: string): boolean {
  const family = isIP(address);
  // An IPv4 address written as IPv6 is looked up as IPv4.
  return family !== 0 && !special.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** A host that may not be contacted. Its name is no secret; the rest of the URL is. */
export class HostRefused extends Error {
  readonly host: string;

  constructor(host: string) {
    super(`the host ${host} is not one from which files may be fetched`);
    this.host = host;
  }
}

/** Which hosts may be contacted, and at which addresses. */
export class HostRules {
  readonly #named: ReadonlySet<string>;
  readonly #endings: readonly string[];
  readonly #own: string | undefined;

  /**
   * @param hosts Names, or `*.` and a suffix. If empty, any host at a public address may be contacted. Only hosts
   *   that are named in full may be at private addresses.
   * @param own Host and port that may always be contacted.
   */
  constructor(hosts: readonly string[], own?: string) {
    this.#named = new Set(hosts.filter((host) => !host.startsWith("*.")));
    this.#endings = hosts.filter((host) => host.startsWith("*.")).map((host) => host.slice(1));
    this.#own = own;
  }

  /** @throws HostRefused */
  check(url: URL): void {
    if (this.#isTrusted(url)) return;
    const { hostname } = url;
    const open = this.#named.size === 0 && this.#endings.length === 0;
    const fits = open || this.#endings.some((ending) => hostname.endsWith(ending));
    const address = hostname.replace(/^\[(.*)\]$/, "$1");
    if (!fits || (isIP(address) !== 0 && !isPublic(address))) throw new HostRefused(hostname);
  }

  /** Resolves names, leaving out forbidden addresses; undefined for trusted hosts. */
  lookupFor(url: URL): LookupFunction | undefined {
    return this.#isTrusted(url) ? undefined : publicLookup;
  }

  #isTrusted({ host, hostname }: URL): boolean {
    return host === this.#own || this.#named.has(hostname);
  }
}

/**
 * The address that is checked is the one that is connected to: a name that resolves differently next time gains
 * nothing.
 */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, "", 0);
    const [first, ...others] = addresses.filter(({ address }) => isPublic(address));
    if (!first) return callback(new HostRefused(hostname), "", 0);
    if (options.all) return callback(null, [first, ...others]);
    callback(null, first.address, first.family);
  });
};
