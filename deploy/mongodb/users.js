// Runs once, on an empty store: quota-service writes the figures, dashboard-service reads them.
const campaign = db.getSiblingDB('campaign');

campaign.createRole({
  role: 'reader',
  privileges: [
    { resource: { db: 'campaign', collection: '' }, actions: ['find', 'listCollections', 'listIndexes'] },
    // Instances agree there which of them sends a reminder.
    { resource: { db: 'campaign', collection: 'reminders' }, actions: ['find', 'insert', 'update'] },
  ],
  roles: [],
});
campaign.createUser({
  user: 'quota',
  pwd: process.env.QUOTA_PASSWORD,
  // The audit counts into a database of its own.
  roles: [{ role: 'readWrite', db: 'campaign' }, { role: 'readWrite', db: 'campaign-audit' }],
});
campaign.createUser({
  user: 'dashboard',
  pwd: process.env.DASHBOARD_PASSWORD,
  roles: [{ role: 'reader', db: 'campaign' }],
});
