/**
 * Which addresses may be fetched: public ones over http or https. A register line, or a redirect, must not make
 * the nightly job talk to the machine's own network (server-side request forgery). Names are resolved here and
 * the connection is made to the address that was checked, so that a name cannot change in between.
 */
import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A refusal to fetch, with a stable code. */
export class AddressError extends Error {
  readonly code = 'address-refused';
}

/** Loopback is refused unless a test says otherwise; nothing else opens it. */
export interface AddressRules {
  allowLoopback: boolean;
}

/** The URL, when its scheme and literal address are allowed. Throws `AddressError` otherwise. */
export function checkUrl(text: string, rules: AddressRules): URL {
  if (!URL.canParse(text)) throw new AddressError(`not a URL: ${text}`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AddressError(`only http and https are fetched: ${url.protocol}//`);
  }
  if (url.username !== '' || url.password !== '') throw new AddressError(`credentials in a URL: ${url.host}`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) checkAddress(host, rules);
  else if (!rules.allowLoopback && (host === 'localhost' || host.endsWith('.localhost'))) {
    throw new AddressError(`not a public host: ${host}`);
  }
  return url;
}

/** Throws `AddressError` for anything but a public unicast address (or loopback where the rules allow it). */
export function checkAddress(address: string, rules: AddressRules): void {
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (range === 'unicast' || (range === 'loopback' && rules.allowLoopback)) return;
  throw new AddressError(`not a public address: ${address} (${range})`);
}

/** A DNS lookup for sockets that gives only allowed addresses; an error when a name has any other. */
export function guardedLookup(rules: AddressRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      try {
        for (const { address } of addresses) checkAddress(address, rules);
      } catch (refused) {
        callback(refused as NodeJS.ErrnoException, '', 0);
        return;
      }
      const [first] = addresses;
      if (options.all) callback(null, addresses);
      else callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}
