// Runs once, when the store is empty: quota-service writes the figures, dashboard-service reads them.
const campaign = db.getSiblingDB('campaign');

campaign.createRole({
  role: 'reader',
  privileges: [
    { resource: { db: 'campaign', collection: '' }, actions: ['find', 'listCollections', 'listIndexes'] },
    // Which instance sends a reminder is agreed upon there.
    { resource: { db: 'campaign', collection: 'reminders' }, actions: ['find', 'insert', 'update'] },
  ],
  roles: [],
});
campaign.createUser({
  user: 'quota',
  pwd: process.env.QUOTA_PASSWORD,
  roles: [{ role: 'readWrite', db: 'campaign' }],
});
campaign.createUser({
  user: 'dashboard',
  pwd: process.env.DASHBOARD_PASSWORD,
  roles: [{ role: 'reader', db: 'campaign' }],
});
