extension Migrations {
    /// Links that a newer one followed: an older mail is opened as often as the newest, and its page must not look like nobody's.
    ///
    /// `may_ask`: whether a new link may be asked for with it. They go with their activation, whoever deletes it. Activations have none of before
    /// this step.
    static let formerLinks = """
        CREATE TABLE former_links (
            token BLOB NOT NULL PRIMARY KEY,
            activation BLOB NOT NULL,
            message BLOB NOT NULL,
            expires INTEGER NOT NULL,
            may_ask INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX former_links_activation ON former_links (activation);
        CREATE TRIGGER former_links_end AFTER DELETE ON activations BEGIN
            DELETE FROM former_links WHERE activation = OLD.id;
        END;
        """
}
