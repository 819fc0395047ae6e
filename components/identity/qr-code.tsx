/**
 * A QR code with its quiet zone of four modules, dark on light in every theme: cameras need that. `matrix[row][column]` is true where dark.
 */
export function QrCode({ matrix, label }: { matrix: readonly (readonly boolean[])[]; label: string }) {
  const side = matrix.length + 8;
  return (
    <svg className="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={outline(matrix)} fill="#000" />
    </svg>
  );
}

function outline(matrix: readonly (readonly boolean[])[]): string {
  let path = "";
  matrix.forEach((row, y) => {
    let start = -1;
    for (let x = 0; x <= row.length; x += 1) {
      if (row[x] && start < 0) start = x;
      if (!row[x] && start >= 0) {
        path += `M${start + 4} ${y + 4}h${x - start}v1h-${x - start}z`;
        start = -1;
      }
    }
  });
  return path;
}
