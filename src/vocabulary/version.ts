/** The version that case files, packs and `akashi --version` name. A test keeps it equal to package.json's. */
export const version = '0.1.0';
