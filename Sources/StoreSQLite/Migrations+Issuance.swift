extension Migrations {
    /// Of secrets there are only HMACs and digests; addresses are sealed and wiped at the outcome.
    ///
    /// HMACs come in no order, so each index over them holds eight bytes only: every page that an issuance touches is a page of
    /// the log, and short entries share pages. Rows themselves are appended.
    static let issuance = """
        CREATE TABLE municipalities (
            nis TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            languages TEXT NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE agreements (
            row INTEGER PRIMARY KEY,
            nis TEXT NOT NULL,
            signed_on INTEGER NOT NULL,
            signatory TEXT NOT NULL,
            function TEXT NOT NULL,
            document_digest TEXT,
            valid_from INTEGER NOT NULL,
            valid_until INTEGER
        );
        CREATE INDEX agreements_nis ON agreements (nis);

        CREATE TABLE api_keys (
            id BLOB NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            municipality TEXT,
            digest BLOB NOT NULL UNIQUE,
            created INTEGER NOT NULL,
            revoked INTEGER
        );

        CREATE TABLE activations (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            municipality TEXT NOT NULL,
            "case" TEXT NOT NULL,
            citizen BLOB NOT NULL,
            language TEXT NOT NULL,
            binding_language TEXT,
            sealed_address BLOB NOT NULL,
            channel TEXT NOT NULL,
            assurance TEXT NOT NULL,
            document TEXT NOT NULL,
            country TEXT NOT NULL,
            checked_with TEXT NOT NULL,
            result TEXT NOT NULL,
            state TEXT NOT NULL,
            token BLOB NOT NULL UNIQUE,
            code BLOB NOT NULL,
            reference TEXT NOT NULL,
            issued INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            code_expires INTEGER NOT NULL,
            tries INTEGER NOT NULL,
            tries_total INTEGER NOT NULL,
            message BLOB NOT NULL,
            digital_key BLOB
        );

        CREATE INDEX activations_end ON activations (code_expires) WHERE state = 'pending';

        CREATE TABLE digital_keys (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            activation BLOB NOT NULL UNIQUE,
            municipality TEXT NOT NULL,
            citizen BLOB NOT NULL,
            sealed_address BLOB NOT NULL,
            language TEXT NOT NULL,
            binding_language TEXT,
            assurance TEXT NOT NULL,
            created INTEGER NOT NULL,
            revoked INTEGER
        );

        CREATE TABLE code_challenges (
            id BLOB NOT NULL PRIMARY KEY,
            digital_key BLOB,
            municipality TEXT,
            subject BLOB NOT NULL,
            purpose TEXT NOT NULL,
            binding BLOB NOT NULL,
            code BLOB NOT NULL,
            sealed_address BLOB NOT NULL,
            language TEXT NOT NULL,
            binding_language TEXT,
            state TEXT NOT NULL,
            reference TEXT NOT NULL,
            issued INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            tries INTEGER NOT NULL,
            tries_total INTEGER NOT NULL,
            message BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX code_challenges_end ON code_challenges (expires) WHERE state = 'pending';
        CREATE INDEX code_challenges_pending ON code_challenges (substr(subject, 1, 8)) WHERE state = 'pending';

        CREATE TABLE idempotency (
            row INTEGER PRIMARY KEY,
            key BLOB NOT NULL,
            fingerprint BLOB NOT NULL,
            status INTEGER NOT NULL,
            answer BLOB NOT NULL,
            expires INTEGER NOT NULL
        );
        CREATE INDEX idempotency_key ON idempotency (substr(key, 1, 8));
        CREATE INDEX idempotency_expires ON idempotency (expires);

        CREATE TABLE limit_counters (
            row INTEGER PRIMARY KEY,
            subject BLOB NOT NULL,
            minute INTEGER NOT NULL,
            minute_count INTEGER NOT NULL,
            hour INTEGER NOT NULL,
            hour_count INTEGER NOT NULL,
            day INTEGER NOT NULL,
            day_count INTEGER NOT NULL
        );
        CREATE INDEX limit_counters_subject ON limit_counters (substr(subject, 1, 8));
        CREATE INDEX limit_counters_day ON limit_counters (day);
        """
}
