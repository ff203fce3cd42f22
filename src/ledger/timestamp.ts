// Timestamps by an outside authority (RFC 3161), checked offline against certificates that the operator chose.
import { createHash } from 'node:crypto';
import {
  Certificate,
  ContentInfo,
  id_ContentType_SignedData,
  id_eContentType_TSTInfo,
  SignedData,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';

const SHA256_OID = '2.16.840.1.101.3.4.2.1';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const MOST_RESPONSE_BYTES = 100_000;

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  if (body.length > 127) throw new RangeError('longer than a request is');
  return Buffer.concat([Uint8Array.of(tag, body.length), body]);
};

/**
 * The request for a timestamp of these bytes: SHA-256, a nonce, and the authority's certificate in the answer.
 *
 * @param nonce 8 random bytes, so that an old answer cannot be given again
 */
export function timestampRequest(bytes: Uint8Array, nonce: Uint8Array): Uint8Array {
  const digest = createHash('sha256').update(bytes).digest();
  const algorithm = der(0x30, der(0x06, Buffer.from('608648016503040201', 'hex')), der(0x05));
  // A leading zero keeps the number positive.
  const number = der(0x02, Uint8Array.of(0x01), nonce);
  return der(
    0x30,
    der(0x02, Uint8Array.of(1)),
    der(0x30, algorithm, der(0x04, digest)),
    number,
    der(0x01, Uint8Array.of(0xff)),
  );
}

export type CheckedTimestamp =
  | { readonly ok: true; readonly at: Date; readonly by: string }
  | { readonly ok: false; readonly why: string };

/** PEM certificates, concatenated. Those that cannot be read are left out. */
export function readCertificates(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,20000}-----END CERTIFICATE-----/g) ?? [];
  return blocks.slice(0, 1000).flatMap((block) => {
    try {
      const bytes = new Uint8Array(Buffer.from(block.replace(/-----[A-Z ]+-----/g, ''), 'base64'));
      return [Certificate.fromBER(bytes)];
    } catch {
      return [];
    }
  });
}

function isForTimestamps(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  const purposes: unknown = usage?.parsedValue?.keyPurposes;
  // RFC 3161 §2.3: this purpose, alone and critical. A web server's certificate must not tell time.
  return usage?.critical === true && Array.isArray(purposes) && purposes.length === 1 && purposes[0] === TIME_STAMPING;
}

function nameOf(certificate: Certificate): string {
  const parts = certificate.subject.typesAndValues.map(({ value }) => String(value.valueBlock.value));
  return parts.join(', ').slice(0, 300);
}

/**
 * Checks a timestamp response over these bytes. Revocation is not looked at: that would need the network.
 *
 * @param trusted certificates of authorities that are believed
 * @param nonce when given, the one that must be in the answer
 */
export async function checkTimestamp(
  response: Uint8Array,
  bytes: Uint8Array,
  trusted: readonly Certificate[],
  nonce?: Uint8Array,
): Promise<CheckedTimestamp> {
  const no = (why: string): CheckedTimestamp => ({ ok: false, why });
  if (response.length > MOST_RESPONSE_BYTES) return no('longer than a timestamp is');
  if (trusted.length === 0) return no('no certificate to trust');
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(new Uint8Array(response));
    if (status.status !== 0 && status.status !== 1) return no('the authority refused');
    if (!timeStampToken || timeStampToken.contentType !== id_ContentType_SignedData)
      return no('no signed timestamp in it');
    const content = new ContentInfo({ schema: timeStampToken.toSchema() });
    const signed = new SignedData({ schema: content.content });
    const { eContent, eContentType } = signed.encapContentInfo;
    if (eContentType !== id_eContentType_TSTInfo || !eContent || signed.signerInfos.length !== 1)
      return no('not a timestamp');
    const info = TSTInfo.fromBER(eContent.getValue());
    if (info.messageImprint.hashAlgorithm.algorithmId !== SHA256_OID) return no('not over a SHA-256');
    if (nonce) {
      const held = info.nonce ? Buffer.from(info.nonce.valueBlock.valueHexView) : Buffer.alloc(0);
      if (!held.equals(Buffer.concat([Uint8Array.of(1), nonce]))) return no('not the answer to this request');
    }
    const data = Uint8Array.from(bytes).buffer;
    const result = await signed.verify({
      signer: 0,
      data,
      trustedCerts: [...trusted],
      checkChain: true,
      passedWhenNotRevValues: true,
      extendedMode: true,
    });
    const { signatureVerified, signerCertificateVerified, signerCertificate } = result;
    if (!signatureVerified || !signerCertificateVerified || !signerCertificate)
      return no('the signature does not hold');
    if (!isForTimestamps(signerCertificate)) return no('the certificate is not one for timestamps');
    return { ok: true, at: info.genTime, by: nameOf(signerCertificate) };
  } catch (error) {
    return no(error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read');
  }
}
