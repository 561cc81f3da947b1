import type { HostAuth, HostManifestInput, HostPaging, HostTransport } from '@dispatchkit/contract/manifest';

/** A system as its document describes it, whatever kind of document that is. */
export interface DescribedHost {
  readonly title: string;
  readonly version: string;
  readonly documentation: readonly string[];
  /** Address as the document has it; undefined when it says none. */
  readonly url: string | undefined;
  readonly transport: HostTransport['kind'];
  readonly auth: HostAuth;
  /** Settings that signing in needs. */
  readonly settings: HostManifestInput['settings'];
  readonly entities: readonly DescribedEntity[];
  readonly decisions: readonly Decision[];
}

export interface DescribedEntity {
  /** As the document calls it. */
  readonly name: string;
  /** Entity set, or path without slashes around it. */
  readonly entity: string;
  readonly idPaths: readonly string[];
  readonly idType: 'text' | 'integer' | 'guid';
  readonly fields: readonly DescribedHostField[];
  /** Where rows stand in the answer of a list, and where the single one stands. */
  readonly listTake: string;
  readonly getTake: string;
  readonly createTake?: string;
  /** Single records can be read. */
  readonly hasSingle: boolean;
  readonly paging?: HostPaging;
  readonly create?: 'POST';
  readonly update?: 'PATCH' | 'PUT' | 'MERGE';
  readonly delete?: 'DELETE';
  readonly hasEtag: boolean;
}

export interface DescribedHostField {
  readonly path: string;
  readonly type: 'text' | 'number' | 'integer' | 'boolean' | 'instant' | 'date' | 'time' | 'duration' | 'list' | 'object';
  /** Numbers where the host writes numbers. */
  readonly words?: readonly (string | number)[];
  readonly isReadOnly: boolean;
  readonly description?: string;
}

/** Something a person has to look at, because a document does not say it. */
export interface Decision {
  /** What it is about, such as `jobs.status`. */
  readonly about: string;
  readonly question: string;
}
