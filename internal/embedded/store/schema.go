package store

// applicationID marks the file as a directory of tenantctl ("tctl").
const applicationID = 0x7463746c

// migrations holds the steps of the schema: the step at index i takes a file
// from user_version i to i+1. A published step is never changed.
func migrations() []string {
	return []string{schema1}
}

// The rows of sqlite_stat1 tell the planner, once and for all, what a large
// directory looks like; without them it would take "type" for as good a key
// as "type and mail".
//
// Hot columns hold folded copies of properties, so that comparing them needs
// neither JSON nor folding (a change of odata.Fold needs a migration). Their indexes begin with the type, so that "type
// and property" always beats "type" alone without statistics, and leave out
// what is deleted or null, so that objects without the property cost nothing.
const schema1 = `
CREATE TABLE objects(
	seq INTEGER PRIMARY KEY,
	id TEXT NOT NULL COLLATE NOCASE UNIQUE,
	type TEXT NOT NULL,
	deleted TEXT,
	version INTEGER NOT NULL,
	userPrincipalName TEXT,
	displayName TEXT,
	mail TEXT,
	mailNickname TEXT,
	givenName TEXT,
	surname TEXT,
	department TEXT,
	jobTitle TEXT,
	companyName TEXT,
	officeLocation TEXT,
	city TEXT,
	state TEXT,
	country TEXT,
	usageLocation TEXT,
	employeeId TEXT,
	userType TEXT,
	appId TEXT,
	uniqueName TEXT,
	createdDateTime TEXT,
	accountEnabled INTEGER,
	props TEXT NOT NULL,
	secret TEXT
);
CREATE INDEX live ON objects(type) WHERE deleted IS NULL;
CREATE INDEX gone ON objects(type, deleted) WHERE deleted IS NOT NULL;
CREATE UNIQUE INDEX live_userPrincipalName ON objects(type, userPrincipalName)
	WHERE deleted IS NULL AND userPrincipalName IS NOT NULL;
CREATE INDEX live_displayName ON objects(type, displayName) WHERE deleted IS NULL;
CREATE INDEX live_mail ON objects(type, mail) WHERE deleted IS NULL AND mail IS NOT NULL;
CREATE INDEX live_mailNickname ON objects(type, mailNickname) WHERE deleted IS NULL AND mailNickname IS NOT NULL;
CREATE INDEX live_surname ON objects(type, surname) WHERE deleted IS NULL AND surname IS NOT NULL;
CREATE INDEX live_department ON objects(type, department) WHERE deleted IS NULL AND department IS NOT NULL;
CREATE INDEX live_jobTitle ON objects(type, jobTitle) WHERE deleted IS NULL AND jobTitle IS NOT NULL;
CREATE INDEX live_employeeId ON objects(type, employeeId) WHERE deleted IS NULL AND employeeId IS NOT NULL;
CREATE INDEX live_appId ON objects(type, appId) WHERE deleted IS NULL AND appId IS NOT NULL;
CREATE INDEX live_uniqueName ON objects(type, uniqueName) WHERE deleted IS NULL AND uniqueName IS NOT NULL;
CREATE TABLE links(
	relation TEXT NOT NULL,
	src INTEGER NOT NULL,
	dst INTEGER NOT NULL,
	PRIMARY KEY(src, relation, dst)
) WITHOUT ROWID;
CREATE INDEX links_back ON links(dst, relation, src);
CREATE TABLE changes(
	seq INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	type TEXT NOT NULL,
	kind INTEGER NOT NULL,
	relation TEXT,
	other TEXT
);
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES
	('objects', 'live', '100000 50000'),
	('objects', 'gone', '1000 500 1'),
	('objects', 'live_userPrincipalName', '100000 50000 1'),
	('objects', 'live_displayName', '100000 50000 2'),
	('objects', 'live_mail', '100000 50000 1'),
	('objects', 'live_mailNickname', '100000 50000 2'),
	('objects', 'live_surname', '100000 50000 20'),
	('objects', 'live_department', '100000 50000 500'),
	('objects', 'live_jobTitle', '100000 50000 200'),
	('objects', 'live_employeeId', '100000 50000 1'),
	('objects', 'live_appId', '1000 500 1'),
	('objects', 'live_uniqueName', '1000 500 1'),
	('objects', 'sqlite_autoindex_objects_1', '100000 1'),
	('links', 'links', '1000000 10 10 1'),
	('links', 'links_back', '1000000 10 8 1');
`
