import type { Http } from './types.js';

/** What mail programs send as the body of one click says nothing that its link does not (RFC 8058). */
export const ignoreForms = (http: Http): void => {
  http.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: 10_000 },
    (_request, _body, done) => done(null, {}),
  );
};
