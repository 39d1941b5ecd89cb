// Makes Waline's database with the tables that it expects, and puts the
// comments of a JSON file there: `fill.js DATABASE COMMENTS`. Through its API
// 10,000 comments would take minutes. It is run where the packages are.
const { createRequire } = require("node:module");
const fs = require("node:fs");

const sqlite = createRequire(`${process.cwd()}/`)("sqlite3");
const [database, file] = process.argv.slice(2);
const comments = JSON.parse(fs.readFileSync(file, "utf8"));
const stamps = "createdAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP, updatedAt TIMESTAMP DEFAULT CURRENT_TIMESTAMP";
const reactions = [...Array(9).keys()].map((n) => `reaction${n} INTEGER`);

const db = new sqlite.Database(database);
db.on("error", (error) => {
  throw error;
});
db.serialize(() => {
  db.exec(`
    CREATE TABLE wl_Comment (
      id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER, comment TEXT, insertedAt TIMESTAMP,
      ip VARCHAR(100) DEFAULT '', link VARCHAR(255), mail VARCHAR(255), nick VARCHAR(255),
      pid INTEGER, rid INTEGER, sticky BOOLEAN, status VARCHAR(50) NOT NULL DEFAULT '',
      "like" INTEGER, ua TEXT, url VARCHAR(255), ${stamps}
    );
    CREATE TABLE wl_Counter (
      id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER, ${reactions.join(", ")},
      url VARCHAR(255) NOT NULL DEFAULT '', ${stamps}
    );
    CREATE TABLE wl_Users (
      id INTEGER PRIMARY KEY AUTOINCREMENT, display_name VARCHAR(255), email VARCHAR(255),
      password VARCHAR(255), type VARCHAR(50), label VARCHAR(255), url VARCHAR(255),
      avatar VARCHAR(255), github VARCHAR(255), twitter VARCHAR(255), facebook VARCHAR(255),
      google VARCHAR(255), weibo VARCHAR(255), qq VARCHAR(255), oidc VARCHAR(255),
      huawei VARCHAR(255), "2fa" VARCHAR(32), ${stamps}
    );
    BEGIN;`);
  const insert = db.prepare(
    `INSERT INTO wl_Comment (id, pid, rid, nick, comment, insertedAt, url, status, ua, mail, link, ip)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'approved', 'Mozilla/5.0', '', '', '127.0.0.1')`,
  );
  for (const { id, pid, rid, nick, comment, insertedAt, url } of comments) {
    insert.run(id, pid, rid, nick, comment, insertedAt, url);
  }
  insert.finalize();
  db.exec("COMMIT");
});
db.close();
