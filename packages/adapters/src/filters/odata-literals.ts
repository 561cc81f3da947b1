import { quoted } from './odata.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)$/;
const localInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?$/;
const day = /^\d{4}-\d\d-\d\d$/;
const dotnetDate = /^\/Date\((-?\d{1,15})([+-]\d{4})?\)\/$/;
const dotnetDuration = /^P(?:\d+D)?T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?$/;

type Scalar = string | number | boolean;

/**
 * Literals of OData v4: GUIDs, days and instants stand bare, other texts between quotes.
 * @param isText - fields whose values are texts, whatever they look like
 */
export function literalV4(isText: (field: string) => boolean): (value: Scalar, field: string) => string | undefined {
  return (value, field) => {
    if (typeof value !== 'string') {
      return String(value);
    }
    return !isText(field) && (guid.test(value) || instant.test(value) || day.test(value)) ? value : quoted(value);
  };
}

/**
 * Literals of OData v2, whose types are written in front: `datetime'…'`, `datetimeoffset'…'`, `guid'…'`. `/Date(…)/` does not tell an
 * instant with an offset from one without, so the type of the field counts where it is known.
 * @param typeOf - such as `Edm.DateTimeOffset`; undefined where it is not known
 */
export function literalV2(typeOf: (field: string) => string | undefined): (value: Scalar, field: string) => string | undefined {
  return (value, field) => {
    const type = typeOf(field);
    if (typeof value === 'boolean') {
      return String(value);
    }
    if (typeof value === 'number') {
      return `${String(value)}${suffixes[type ?? ''] ?? ''}`;
    }
    if (type === 'Edm.String') {
      return quoted(value);
    }
    if (type !== undefined && Object.hasOwn(suffixes, type)) {
      return /^-?\d{1,40}(?:\.\d{1,20})?$/.test(value) ? `${value}${suffixes[type] ?? ''}` : undefined;
    }
    return (
      momentV2(value, type) ??
      (guid.test(value) ? `guid'${value}'` : dotnetDuration.test(value) ? `time'${value}'` : quoted(value))
    );
  };
}

const suffixes: Readonly<Record<string, string>> = {
  'Edm.Decimal': 'm',
  'Edm.Double': 'd',
  'Edm.Single': 'f',
  'Edm.Int64': 'L',
  'Edm.Int32': '',
  'Edm.Int16': '',
  'Edm.Byte': '',
};

function momentV2(value: string, type: string | undefined): string | undefined {
  const dotnet = dotnetDate.exec(value);
  const hasOffset = type === undefined ? dotnet?.[2] !== undefined || instant.test(value) : type === 'Edm.DateTimeOffset';
  if (dotnet !== null) {
    const date = new Date(Number(dotnet[1]));
    return Number.isNaN(date.getTime()) ? undefined : written(date.toISOString(), hasOffset);
  }
  if (instant.test(value)) {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? undefined : written(date.toISOString(), hasOffset);
  }
  if (localInstant.test(value)) {
    return `datetime'${value}'`;
  }
  return day.test(value) ? `datetime'${value}T00:00:00'` : undefined;
}

function written(iso: string, hasOffset: boolean): string {
  const short = iso.replace('.000Z', 'Z');
  return hasOffset ? `datetimeoffset'${short}'` : `datetime'${short.slice(0, -1)}'`;
}
