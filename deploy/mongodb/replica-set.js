// Initiates a replica set of one member: majority writes work, and another member can join. Idempotent.
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
