/** How connections are made. */
export interface ConnectionOptions {
  /** How long a connection may take to be made, in milliseconds; default 5 s. */
  readonly connectTimeout?: number;
  /** At most so many at a time; default 16. */
  readonly connections?: number;
  /** Certificates (PEM) of authorities to trust beside the usual ones. */
  readonly ca?: string;
  /** Takes any certificate. Default: false. */
  readonly insecure?: boolean;
  /** Default: straight to the target. */
  readonly proxy?: Proxy;
}

/** `url`: through this one. `environment`: through those that the usual variables name, if any. */
export type Proxy =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'environment';
      readonly http: string;
      readonly https: string;
      /** Hosts that are asked without one, separated by commas. */
      readonly except: string;
    };
