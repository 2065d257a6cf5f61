// Draws the tables of growth: a panel each for items, operations, cases and connections, as an SVG.
const [WIDTH, HEIGHT, MARGIN] = [420, 260, { left: 62, right: 34, top: 42, bottom: 44 }];
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#9a6700'];

/** Returns the picture. Both axes of a panel are logarithmic. */
export function pictureOf({ node, items, operations = [], suite, connections = [] }) {
  const rowNamed = (name) => items.rows.find((row) => row.name === name);
  const ofItems = ['page 1', 'page 1,000, or the last', 'filtered by `email`: one item', 'create'].map(
    (name) => ({
      name: name.replaceAll('`', ''),
      points: items.sizes.map((size, index) => [size, rowNamed(name).times[index]]),
    }),
  );
  const panels = [
    { title: 'Items: CPU time of a request (µs)', axis: 'items', lines: ofItems },
    {
      title: 'Operations: CPU time (ms)',
      axis: 'operations',
      lines: ['start', 'inspect'].map((name) => ({
        name,
        points: operations.map((row) => [row.operations, row[name] / 1000]),
      })),
    },
    {
      title: 'Cases: CPU time of a case (µs), heap (MB)',
      axis: 'cases',
      lines: [
        { name: 'CPU time of a case', points: perCase(suite?.tenths ?? []) },
        { name: 'heap', points: (suite?.tenths ?? []).map(({ cases, heap }) => [cases, heap]) },
      ],
    },
    {
      title: 'Connections: CPU time of a request (µs)',
      axis: 'connections',
      lines: [{ name: 'page 1', points: connections.map((row) => [row.connections, row.time]) }],
    },
  ].filter(({ lines }) => lines.every(({ points }) => points.length > 0));
  const rows = Math.ceil(panels.length / 2);
  const drawn = panels.map((panel, index) => {
    const place = `translate(${(index % 2) * WIDTH} ${Math.floor(index / 2) * HEIGHT})`;
    return `<g transform="${place}">${panelOf(panel)}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * 2} ${HEIGHT * rows + 20}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
${drawn.join('\n')}
<text x="8" y="${HEIGHT * rows + 12}" fill="#57606a">Measured by npm run bench on Node ${node}; both axes are logarithmic.</text>
</svg>
`;
}

function perCase(tenths) {
  return tenths.map(({ cases, cpu }, index) => {
    const before = tenths[index - 1] ?? { cases: 0, cpu: 0 };
    return [cases, (cpu - before.cpu) / (cases - before.cases)];
  });
}

function panelOf({ title, axis, lines }) {
  const points = lines.flatMap((line) => line.points);
  const across = scaleOf(
    points.map(([x]) => x),
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const up = scaleOf(
    points.map(([, y]) => y),
    HEIGHT - MARGIN.bottom,
    MARGIN.top + 14 * Math.ceil(lines.length / 2),
  );
  const bottom = HEIGHT - MARGIN.bottom;
  const grid = up.ticks.map(
    (tick) =>
      `<path d="M${MARGIN.left} ${at(up.of(tick))}H${WIDTH - MARGIN.right}" stroke="#d0d7de"/>` +
      `<text x="${MARGIN.left - 6}" y="${at(up.of(tick) + 4)}" text-anchor="end" fill="#57606a">${label(tick)}</text>`,
  );
  const marks = across.ticks.map(
    (tick) =>
      `<text x="${at(across.of(tick))}" y="${bottom + 16}" text-anchor="middle" fill="#57606a">${label(tick)}</text>`,
  );
  const drawn = lines.map((line, index) => {
    const colour = COLOURS[index];
    const places = line.points.map(([x, y]) => [at(across.of(x)), at(up.of(y))]);
    const dots = places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.5" fill="${colour}"/>`).join('');
    const [x, y] = [MARGIN.left + (index % 2) * 170, 34 + Math.floor(index / 2) * 14];
    const key = `<text x="${x}" y="${y}" fill="${colour}">${line.name}</text>`;
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${places.join(' ')}"/>${dots}${key}`;
  });
  const name = `<text x="${(MARGIN.left + WIDTH) / 2}" y="${bottom + 32}" text-anchor="middle" fill="#57606a">${axis}</text>`;
  const head = `<text x="${MARGIN.left}" y="18" font-size="13" font-weight="bold">${title}</text>`;
  return [head, ...grid, ...marks, name, ...drawn].join('\n');
}

/** Returns a logarithmic scale from the power of ten below the values to the one above them. */
function scaleOf(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const of = (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
  return { of, ticks: Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index)) };
}

const at = (value) => Number(value.toFixed(1));
const label = (value) => (value < 1 ? String(value) : value.toLocaleString('en'));
