import axe from 'axe-core';

/** What axe-core says of a part of the page, a line each; colours need a browser. */
export async function violations(node: Element): Promise<string[]> {
  const found = await axe.run(node, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
