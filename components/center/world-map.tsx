/** The world in dots, 4.5 degrees apart from 74 degrees north on: a for the Americas, e for EMEA, p for Asia Pacific. */
const world = [
  "..........aa............aaaaaaaaa......................eeeeeeee",
  ".aaaaaaaaa.a.a..aaa.aa...aaaaaaa.........eeee.......eeeeeeeeeeeeeeeeeeeeeeeee",
  "aaaaaaaaaaaaaaaaaaa..aa..aaaa...........eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
  ".aaa.aaaaaaaaaaaa...aa...aaa...........ee.eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
  "........aaaaaaaaaaa.aaaa............e...e.eeeeeeeeeeeeeeeeeeeeeeeeee....e",
  ".........aaaaaaaaaaaaaaaa...........eeeeeeeeeeeeeeepppppppppppppppppp",
  ".........aaaaaaaaaaaaaa..............eeeeeeeeeeee..ppppppppppppppppp",
  "..........aaaaaaaaaaaa.............eee..eeee..ee...ppppppppppppppp",
  "..........aaaaaaaaaaa..............ee......eeeeee..ppppppppppppp.p..p",
  "...........aaaaaaaaa................eeee.....eeeeeeppppppppppppp",
  "............aaaaa..................eeeeeeeeeeeeeeeeppppppppppppp",
  ".............aaa..................eeeeeeeeeeeeeeeee.pppppppppppp",
  "..............aa.a................eeeeeeeeeeeeeeee...ppp..ppp",
  "................aa................eeeeeeeeeeeeeee.....pp...ppp..p",
  "..................a...............eeeeeeeeeeeeee......p.....p...p",
  "....................aaaaa..........eeeeeeeeeeeee...........p",
  "....................aaaaaa.............eeeeeeee...............pp",
  "...................aaaaaaaaa...........eeeeeeee...............p.p..pp",
  "...................aaaaaaaaaa...........eeeeee......................pp",
  "....................aaaaaaaaa...........eeeeee",
  ".....................aaaaaaaa...........eeeeee.e.................ppppp",
  "......................aaaaaa............eeeee..e...............ppppppp",
  "......................aaaaa.............eeeee..e...............pppppppp",
  ".....................aaaaa...............eee...................pppppppp",
  ".....................aaaa.................e....................p...pppp",
  ".....................aaa....................................................p",
  ".....................aa....................................................p",
  ".....................aa",
  ".....................a",
];

const marks = { americas: "a", emea: "e", "asia-pacific": "p" } as const;
export type MappedRegion = keyof typeof marks;

const step = 10;
const width = 770;

/** The dots of one region as one outline: each dot is a line without length, drawn with a round end. */
function dotsOf(region: MappedRegion): string {
  const mark = marks[region];
  return world.flatMap((row, y) => [...row].flatMap((dot, x) => (dot === mark ? [`M${x * step + 5} ${y * step + 5}h0`] : []))).join("");
}

const outlines: Readonly<Record<MappedRegion, string>> = { americas: dotsOf("americas"), emea: dotsOf("emea"), "asia-pacific": dotsOf("asia-pacific") };

export interface WorldMapProps {
  /** Drawn in the accent; null: all alike. */
  chosen: string | null;
  regions: readonly { key: MappedRegion; href: string }[];
}

/** Where programs come from, to point at. The list beside it says the same in words, and is where the keyboard goes. */
export function WorldMap({ chosen, regions }: WorldMapProps) {
  return (
    <svg className="world" viewBox={`0 0 ${width} ${world.length * step}`} aria-hidden="true">
      {regions.map(({ key, href }) => (
        <a key={key} href={href} tabIndex={-1} className={chosen === null || chosen === key ? "world-on" : undefined}>
          <path d={outlines[key]} />
        </a>
      ))}
    </svg>
  );
}
