/** The credentials of the fixtures' user with all permissions. */
export const ADMIN = {
  'X-Auth-Token': 'RScctEHSmLGZGywfIhWyRpyofhKOiMoUIpimhvheU3f',
  'X-User-Id': 'rbAXPnMktTFbNpwtJ',
};
