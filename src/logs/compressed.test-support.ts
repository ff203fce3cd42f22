// Two access lines packed by bzip2, xz and zstd, which Node cannot pack itself.
const unpack = (parts: readonly string[]) => Buffer.from(parts.join(''), 'base64');

export const bzip2Sample = unpack([
  'QlpoOTFBWSZTWUXubwIAADJfgEAQUAvxsALBRAoigM0AIACRDUJgRgJiDAFVT0ETQ0NGTEZHJRfL2mlOI5M01EUo4QkvLKsC',
  'a1s0flVyqI7w8SSZVSYp2TQmtitsIYpZIuWqtlyiGCM0ZtGK9eyaIaqNXDds3bub8aDhobF3JFOFCQRe5vAg',
]);
export const xzSample = unpack([
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AClAFldABiOQoh0t0oXF+Cwfu1sNJfHpa+hpJaa1efy94hnBbaPITg8Thm9IqLb',
  'Ryp/JQ0F9QjstfxlD1wDs+Ge6mJ5gbbO3pq2H8uiceLy1BDCFCFL+NlBy3cVdI8AAAAAALqpJcSOtLUiAAF1pgEAAAD8RWHf',
  'scRn+wIAAAAABFla',
]);
export const zstdSample = unpack([
  'KLUv/QRovQIAcoUREZB90BXvbI9QWAuIYr7PtzUDxhgDgs5VBw8j+Pv/8WCIKTBG51+qpbh4ZC34/P8X/r/+V/qFzp+y7yvn',
  'SB8+/MkhT44yAQUAgBPQHUgYLJksIpgB7qLzDw==',
]);
