/** What a host's robots.txt allows; asked once a run and host. */
import robotsModule from 'robots-parser';

/** The library's types describe an ES module; what Node loads is the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

export interface RobotsRules {
  mayFetch(url: string): boolean;
  /** Seconds between requests that the host asks for; 0 when it asks for none. */
  crawlDelaySeconds: number;
}

/** Rules from the text of a robots.txt, for one user agent. An empty text allows everything. */
export function parseRobots(robotsUrl: string, text: string, userAgent: string): RobotsRules {
  const robots = robotsParser(robotsUrl, text);
  return {
    mayFetch: (url) => robots.isAllowed(url, userAgent) !== false,
    crawlDelaySeconds: robots.getCrawlDelay(userAgent) ?? 0,
  };
}
