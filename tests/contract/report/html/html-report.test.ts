import { expect, test } from '@jest/globals';
import { hostile, pageOf } from './hostile-report.ts';

test('a page has no markup of what others wrote, and one script of its own', async () => {
  const page = await pageOf(await hostile());
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<img/g)).toBeNull();
  expect(page.match(/<\/title>/g)).toHaveLength(1);
  expect(page).toContain('&lt;img src=x onerror=hit()&gt;');
});

test('a page asks for nothing from anywhere', async () => {
  const page = await pageOf(await hostile());
  expect(page).toContain(`default-src 'none'`);
  expect(page).not.toMatch(
    /<(link|iframe|object|embed|video|audio)|<[a-z][^>]*\s(src|srcset|action)=|@import|url\(/,
  );
  expect([...page.matchAll(/href="([^"]*)"/g)].filter(([, href = '']) => !href.startsWith('#'))).toEqual([]);
});

test('each link leads to a part of the page', async () => {
  const page = await pageOf(await hostile(), await hostile());
  const anchors = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
  const links = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(8);
  expect(links.filter((id) => !anchors.has(id))).toEqual([]);
});

test('a finding has what was sent and found, the lines of the description, and the commands', async () => {
  const report = await hostile();
  const page = await pageOf({ ...report, title: 'Things' });
  expect(page).toMatch(/<strong>failed<\/strong>/);
  expect(page).toContain(report.plan);
  expect(page).toMatch(/<mark>\s*&quot;name&quot;:/);
  expect(page).toMatch(/<mark><i>3<\/i> &lt;\/code&gt;/);
  expect(page).toContain('stuntdouble replay');
  expect(page).toContain('curl ');
  expect(page).toContain('418 –');
  expect(page).toContain('200 ✓');
  expect(page).toContain('no case of this run provokes it');
});

test('5,000 cases with 300 findings, each with as much as a report has of messages, fit into 5 MB', async () => {
  const { findings, cases, ...report } = await hostile();
  const [finding] = findings;
  const [one] = cases;
  if (finding === undefined || one === undefined) throw new Error('there are findings');
  const long = JSON.stringify({ text: '<&"'.repeat(640) });
  const request = { ...finding.request, body: long };
  const response = { status: 200, contentType: 'application/json', excerpt: long };
  const curl = [`curl -d '${long}' http://127.0.0.1:3000/things`, long];
  const big = {
    ...report,
    cases: Array.from({ length: 5_000 }, (_, index) => ({ ...one, id: `${one.id}-${index}` })),
    findings: Array.from({ length: 300 }, (_, index) => ({
      ...finding,
      id: `${finding.id}-${index}`,
      request,
      response,
      curl,
    })),
  };
  const page = await pageOf(big, { ...big, findings: big.findings.slice(0, 2) });
  expect(page.length).toBeLessThan(5_000_000);
  expect(page.match(/<article/g)).toHaveLength(302);
});
