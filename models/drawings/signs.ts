/** Figures that private logos carry, each in 100 × 100 units. None is a reserved mark. */
import { annulus, gearPath, greatWall, leafPath, mirrored, n, onCircle, paint, polygon, starPoints } from "./shapes.ts";
import { type Choices, groundInk, type Style } from "./style.ts";

export type Sign = (s: Style, hand: Choices) => string;
type Plain = (s: Style) => string;

const filled =
	(d: string): Plain =>
	(s) =>
		`<path fill-rule="evenodd" d="${d}" ${paint(s)}/>`;
const stroked =
	(d: string, width: number): Plain =>
	(s) =>
		`<path d="${d}" fill="none" stroke="${groundInk(s)}" stroke-width="${width}"/>`;
const circle = (x: number, y: number, r: number): string => annulus(x, y, r, 0.01);

/** Copies of a path about the middle, one every 360 / count degrees. */
const around = (count: number, part: (turn: number) => string): string =>
	Array.from({ length: count }, (_, k) => part((k * 360) / count)).join("");
const spoke = (turn: number, from: number, to: number, width: number): string => {
	const ends = ([from, to] as const).map((r) => onCircle(50, 50, r, turn));
	const [[x, y], [u, v]] = ends as [readonly [number, number], readonly [number, number]];
	const [dx, dy] = onCircle(0, 0, width / 2, turn + 90);
	return polygon([
		[x + dx, y + dy],
		[u + dx, v + dy],
		[u - dx, v - dy],
		[x - dx, y - dy],
	]);
};

export const starSign = filled(polygon(starPoints(50, 53, 48)));
export const book = filled("M49 32Q30 16 8 24V80Q30 72 49 88zM51 32Q70 16 92 24V80Q70 72 51 88z");
export const torch = filled("M36 46H64L57 96H43zM50 44Q18 30 46 2Q48 18 58 10Q80 38 50 44z");
export const palm = filled(
	"M36 96V62L18 44Q14 36 22 36L36 48V12Q42 4 46 12V42L48 6Q55 0 58 8V42L62 14Q69 8 71 16V48L76 28Q83 24 84 32L80 70Q76 84 70 96z",
);
export const handshake: Sign = (s) =>
	`${filled("M4 40L30 24L50 32L66 24L96 42L90 66L60 84Q50 88 42 80L10 62z")(s)}<path d="M30 58L44 72M40 50L56 66M50 32L38 48Q46 54 56 46L84 66" fill="none" stroke="${s.shade}" stroke-width="${n(s.line + 1)}"/>`;
export const cityGate = filled(
	"M8 92V58H92V92H62V76Q50 62 38 76V92zM16 54V40H84V54zM4 40Q20 36 26 24H74Q80 36 96 40zM34 22H66Q70 10 82 8H18Q30 10 34 22z",
);
export const hall = filled(
	"M50 8L94 36H6zM10 40H90V48H10zM16 52H26V80H16zM37 52H47V80H37zM55 52H65V80H55zM75 52H85V80H75zM6 84H94V94H6z",
);
export const towers = filled("M14 94V40H36V94zM40 94V8H64V94zM68 94V54H88V94z");
export const archGate = filled(
	"M10 96V42H20V96zM80 96V42H90V96zM36 96V42H44V96zM56 96V42H64V96zM6 30H94V41H6zM20 48H36V56H20zM44 46H56V58H44zM64 48H80V56H64zM0 27Q20 22 26 12H74Q80 22 100 27z",
);
export const mountain = filled("M2 86L36 22L56 60L68 40L98 86zM28 50L36 36L44 52L36 48z");
export const wall: Sign = (s) => greatWall(50, 82, 96, 62, s);
export const pagoda = filled(
	`${[0, 1, 2, 3, 4]
		.map((k) => {
			const half = 16 + k * 6;
			const y = 18 + k * 15;
			return `M${50 - half} ${y}Q${50 - half * 0.6} ${y - 2} ${50 - half * 0.5} ${y - 8}H${50 + half * 0.5}Q${50 + half * 0.6} ${y - 2} ${50 + half} ${y}zM${50 - half * 0.6} ${y + 1}H${50 + half * 0.6}V${y + 6}H${50 - half * 0.6}z`;
		})
		.join("")}M48 0H52V10H48zM16 86H84V94H16z`,
);
export const globe = stroked(
	"M50 4a46 46 0 1 0 .01 0M50 4v92M4 50h92M50 4q-50 46 0 92M50 4q50 46 0 92M12 26q38 14 76 0M12 74q38 -14 76 0",
	4,
);
export const atom = stroked(
	"M50 50m-46 0a46 17 0 1 0 92 0a46 17 0 1 0 -92 0M27 10.2A46 17 60 1 0 73 89.8A46 17 60 1 0 27 10.2M73 10.2A46 17 -60 1 0 27 89.8A46 17 -60 1 0 73 10.2",
	4,
);
export const compass = filled(
	`${polygon(starPoints(50, 50, 48, 0, 4, 0.22))}${polygon(starPoints(50, 50, 28, 45, 4, 0.3))}${annulus(50, 50, 38, 35)}`,
);
export const clock: Sign = (s, { real }) => {
	const ticks = around(12, (turn) => spoke(turn, 36, turn % 90 ? 41 : 43, 3));
	return filled(
		`${annulus(50, 50, 48, 44)}${ticks}${spoke(real(305, 0, 360), 0, 24, 5)}${spoke(real(60, 0, 360), 0, 34, 3.5)}`,
	)(s);
};
export const scales: Sign = (s) =>
	`${filled("M47 8H53V82H72V92H28V82H47zM8 20H92V26H8z")(s)}${mirrored(`${filled("M2 60H38Q34 76 20 76Q6 76 2 60z")(s)}${stroked("M20 24L5 60M20 24L35 60", 2.4)(s)}`, 50)}`;
export const key = filled(`${annulus(50, 26, 22, 11)}M45 47H55V96H45zM55 74H72V82H55zM55 88H68V96H55z`);
export const lion = filled(
	`${polygon(starPoints(50, 50, 49, 0, 14, 0.76))}${circle(50, 52, 29)}M36 44L44 42L42 50zM64 44L56 42L58 50zM44 58H56L50 66zM38 70Q50 78 62 70L60 74Q50 82 40 74z`,
);
export const cross = filled("M36 6H64V36H94V64H64V94H36V64H6V36H36z");
const tool =
	(d: string, turn: number): Plain =>
	(s) =>
		`<g transform="rotate(${turn} 50 52)">${filled(d)(s)}</g>`;
const HAMMER = "M46 20H54V98H46zM28 2H72V22H28z";
const PICK = "M46 12H54V98H46zM8 26Q50 -10 92 26Q50 8 8 26z";
const SPANNER = "M45 30H55V98H45zM34 2V20L50 32L66 20V2Q80 18 62 32L55 40H45L38 32Q20 18 34 2z";
const crossed =
	(a: string, b: string): Plain =>
	(s) =>
		tool(a, 42)(s) + tool(b, -42)(s);
export const hammers = crossed(HAMMER, HAMMER);
export const picks = crossed(PICK, HAMMER);
export const spanners = crossed(SPANNER, HAMMER);
export const spannerAndGear: Sign = (s, hand) =>
	filled(`${gearPath(50, 50, 46, hand.whole(12, 8, 16), 0.2)}${circle(50, 50, 26)}`)(s) + tool(SPANNER, 45)(s);
export const drop = filled("M50 4Q92 54 84 70Q76 96 50 96Q24 96 16 70Q8 54 50 4z");
export const tree = filled("M46 96V70H10L34 46H18L40 26H28L50 2L72 26H60L82 46H66L90 70H54V96z");
export const dove = filled(
	"M4 50Q24 52 36 40Q30 16 54 4Q56 26 64 34Q76 26 84 32L96 36L84 44Q80 72 52 76L30 92L36 74Q14 70 4 50z",
);
export const heart = filled("M50 92L10 50Q-4 24 20 14Q40 8 50 30Q60 8 80 14Q104 24 90 50z");
export const bolt = filled("M58 2L18 58H44L36 98L82 38H54z");
export const lock = filled("M20 44H80V94H20zM30 44V30a20 20 0 0 1 40 0V44H60V30a10 10 0 0 0 -20 0V44zM46 60h8v18h-8z");
export const coin = filled(`${annulus(50, 50, 47, 40)}${circle(50, 50, 36)}M36 36H64V64H36z`);
export const snowflake: Sign = (s, { real }) => {
	const twig = real(12, 8, 18);
	const arms = around(6, (turn) =>
		[
			[0, 47, turn],
			[22, twig, turn + 52],
			[22, twig, turn - 52],
			[34, twig * 0.7, turn + 52],
			[34, twig * 0.7, turn - 52],
		]
			.map(([from, length, way]) => {
				const [x, y] = onCircle(50, 50, from as number, turn);
				return `M${n(x)} ${n(y)}L${onCircle(x, y, length as number, way as number)
					.map(n)
					.join(" ")}`;
			})
			.join(""),
	);
	return stroked(arms, real(4, 2.5, 6))(s);
};
/** Rim, hub and spokes; with grips beyond the rim it is a ship's wheel, with three spokes a car's. */
const wheel =
	(spokes: readonly number[], rim: number, grip: number): Sign =>
	(s, { oneOf }) => {
		const [first, ...more] = spokes;
		const count = oneOf(first as number, ...more);
		return (
			filled(
				`${annulus(50, 50, 48 - grip, 48 - grip - rim)}${circle(50, 50, 10)}${circle(50, 50, 4)}${around(count, (turn) => spoke(turn, 9, 48 - rim, 4.5))}`,
			)(s) + (grip ? filled(around(count, (turn) => spoke(turn, 48 - grip, 48, 5)))(s) : "")
		);
	};
export const dharmaWheel = wheel([8, 8, 12, 16], 7, 7);
export const steeringWheel = wheel([3, 4, 6], 10, 0);
export const sun: Sign = (s, { whole, real }) => {
	const count = whole(16, 10, 24);
	const rays = around(count, (turn) =>
		leafPath(...onCircle(50, 50, 26, turn), real(20, 14, 21), 300 / count / 2, turn),
	);
	return filled(circle(50, 50, 22))(s) + filled(rays)(s);
};
export const lotus: Sign = (s) =>
	[72, -72, 48, -48, 24, -24, 0]
		.map((turn) => filled(leafPath(50, 84, 70 - Math.abs(turn) * 0.28, 30, turn))(s))
		.join("") + filled("M12 88Q50 98 88 88Q50 110 12 88z")(s);
const LETTERS = [
	"M20 90V12L50 56L80 12V90",
	"M14 90L50 10L86 90M28 62H72",
	"M22 10V90M78 10V90M22 50H78",
	"M80 24Q66 8 48 10Q20 12 24 34Q28 48 52 52Q80 58 76 76Q70 94 44 92Q26 90 18 76",
	"M18 14H82L18 86H82",
	"M24 8V92M78 10L26 52L80 92",
	"M82 26Q68 8 48 10Q14 14 14 50Q14 86 48 90Q70 92 84 72",
] as const;
export const letter: Sign = (s, hand) => {
	const [first, ...others] = LETTERS;
	return stroked(hand.oneOf<string>(first, ...others), hand.real(14, 8, 18))(s);
};
