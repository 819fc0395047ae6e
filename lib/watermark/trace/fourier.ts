/** Of one length, a power of two: works in place on arrays of that length. Plain loops, because this is where the time goes. */
class Fourier {
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;
  private readonly reversed: Uint32Array;
  private readonly length: number;

  constructor(length: number) {
    this.length = length;
    this.cosines = Float64Array.from({ length: length / 2 }, (_, index) => Math.cos((2 * Math.PI * index) / length));
    this.sines = Float64Array.from({ length: length / 2 }, (_, index) => -Math.sin((2 * Math.PI * index) / length));
    const bits = Math.log2(length);
    this.reversed = Uint32Array.from({ length }, (_, index) => {
      let result = 0;
      for (let bit = 0; bit < bits; bit += 1) result |= ((index >> bit) & 1) << (bits - 1 - bit);
      return result;
    });
  }

  transform(real: Float64Array, imaginary: Float64Array): void {
    const { length, cosines, sines, reversed } = this;
    for (let index = 0; index < length; index += 1) {
      const other = reversed[index] ?? 0;
      if (index >= other) continue;
      const keptReal = real[index] ?? 0;
      const keptImaginary = imaginary[index] ?? 0;
      real[index] = real[other] ?? 0;
      imaginary[index] = imaginary[other] ?? 0;
      real[other] = keptReal;
      imaginary[other] = keptImaginary;
    }
    for (let half = 1; half < length; half *= 2) {
      const step = length / (2 * half);
      for (let block = 0; block < length; block += 2 * half) {
        for (let index = 0; index < half; index += 1) {
          const wr = cosines[index * step] ?? 0;
          const wi = sines[index * step] ?? 0;
          const near = block + index;
          const far = near + half;
          const fr = real[far] ?? 0;
          const fi = imaginary[far] ?? 0;
          const tr = fr * wr - fi * wi;
          const ti = fr * wi + fi * wr;
          const nr = real[near] ?? 0;
          const ni = imaginary[near] ?? 0;
          real[near] = nr + tr;
          imaginary[near] = ni + ti;
          real[far] = nr - tr;
          imaginary[far] = ni - ti;
        }
      }
    }
  }
}

export type Field = { values: Float32Array; width: number; height: number };

/** How strong the waves in a field are: `side` by `side` magnitudes, frequencies from 0, by its middle `side` by `side` samples. */
export function spectrumOf({ values, width, height }: Field, side: number): Float32Array {
  const columns = Math.min(width, side);
  const rows = Math.min(height, side);
  const left = (width - columns) >> 1;
  const top = (height - rows) >> 1;
  const fourier = new Fourier(side);
  // Row after row, kept column by column.
  const real = Array.from({ length: side }, () => new Float64Array(side));
  const imaginary = Array.from({ length: side }, () => new Float64Array(side));
  for (let y = 0; y < rows; y += 1) {
    const lineReal = new Float64Array(side);
    const lineImaginary = new Float64Array(side);
    const fadeY = Math.sin((Math.PI * (y + 0.5)) / rows);
    for (let x = 0; x < columns; x += 1) {
      lineReal[x] = fadeY * Math.sin((Math.PI * (x + 0.5)) / columns) * (values[(top + y) * width + left + x] ?? 0);
    }
    fourier.transform(lineReal, lineImaginary);
    for (let x = 0; x < side; x += 1) {
      const columnReal = real[x];
      const columnImaginary = imaginary[x];
      if (columnReal) columnReal[y] = lineReal[x] ?? 0;
      if (columnImaginary) columnImaginary[y] = lineImaginary[x] ?? 0;
    }
  }
  const spectrum = new Float32Array(side * side);
  for (let x = 0; x < side; x += 1) {
    const columnReal = real[x];
    const columnImaginary = imaginary[x];
    if (!columnReal || !columnImaginary) continue;
    fourier.transform(columnReal, columnImaginary);
    for (let y = 0; y < side; y += 1) spectrum[y * side + x] = Math.hypot(columnReal[y] ?? 0, columnImaginary[y] ?? 0);
  }
  return spectrum;
}

/** The wave of one frequency (cycles per sample) in a field: its strength, and its phase as of sample (0, 0) in radians. */
export function waveIn({ values, width, height }: Field, fx: number, fy: number): { strength: number; phase: number } {
  const stepReal = Math.cos(2 * Math.PI * fx);
  const stepImaginary = -Math.sin(2 * Math.PI * fx);
  let sumReal = 0;
  let sumImaginary = 0;
  for (let y = 0; y < height; y += 1) {
    let wr = Math.cos(2 * Math.PI * fy * y);
    let wi = -Math.sin(2 * Math.PI * fy * y);
    const row = y * width;
    for (let x = 0; x < width; x += 1) {
      const value = values[row + x] ?? 0;
      sumReal += value * wr;
      sumImaginary += value * wi;
      const next = wr * stepReal - wi * stepImaginary;
      wi = wr * stepImaginary + wi * stepReal;
      wr = next;
    }
  }
  return { strength: Math.hypot(sumReal, sumImaginary), phase: Math.atan2(sumImaginary, sumReal) };
}
