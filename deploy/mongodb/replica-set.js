// Makes the store a replica set of one: what the services write has a majority, and another member can join. Saying it
// again changes nothing.
const store = connect(`mongodb://root:${process.env.ROOT_PASSWORD}@mongodb/admin?directConnection=true`);

try {
  store.adminCommand({ replSetGetStatus: 1 });
} catch (status) {
  if (status.codeName !== 'NotYetInitialized') {
    throw status;
  }
  store.adminCommand({ replSetInitiate: { _id: 'campaign', members: [{ _id: 0, host: 'mongodb:27017' }] } });
}
while (!store.hello().isWritablePrimary) {
  sleep(200);
}
