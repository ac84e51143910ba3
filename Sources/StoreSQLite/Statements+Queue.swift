/// The queue. States are literal numbers where a partial index needs them: 0 queued, 1 leased, 2 held.
extension Statements {
    /// The columns of a ``Lease``, in the order ``Columns/lease()`` reads them.
    private static let leaseColumns = """
        row, id, kind, lane, language, binding_language, domain, municipality, sealed, template, issued, expires, due, attempt, \
        resends, supersession, owner, until
        """
    private static let ownLease = "row = ?1 AND id = ?2 AND state = 1 AND owner = ?3"
    private static let endedColumns = "row, id, lane, state, owner, kind, \(languages)"
    /// The languages of an entry as one text, `nl+fr` (``MailLanguages/text``): as such they stand in `history.language` too, where rows of before this
    /// have one language of the two.
    static let languages = "coalesce(binding_language || '+', '') || language"
    private static let historyColumns = "id, kind, lane, language, domain, municipality, template, issued, expires, due"
    /// What a row of the queue puts into ``historyColumns``.
    private static let pastColumns = "id, kind, lane, \(languages), domain, municipality, template, issued, expires, due"

    // MARK: Enqueue

    static let insertEntry = SQL(
        """
        INSERT INTO queue (id, kind, lane, language, binding_language, domain, municipality, sealed, template, issued, expires, due, \
        attempt, resends, supersession, state, reason, owner, until)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
        """)
    static let entriesBySupersession = SQL("SELECT row, id, lane, state, owner FROM queue WHERE supersession = ?1")

    // MARK: Lease

    static let lease = SQL(
        """
        UPDATE queue SET state = 1, owner = ?4, until = ?5 WHERE row IN \
        (SELECT row FROM queue WHERE state = 0 AND lane = ?1 AND due <= ?2 ORDER BY due, row LIMIT ?3) RETURNING \(leaseColumns)
        """)
    static let leaseByID = SQL("SELECT \(leaseColumns) FROM queue WHERE id = ?1 AND state = 1")
    static let renew = SQL("UPDATE queue SET until = ?3 WHERE row = ?1 AND state = 1 AND owner = ?2")
    static let giveBack = SQL(
        """
        UPDATE queue SET state = 0, reason = ?3, owner = NULL, until = NULL WHERE row = ?1 AND state = 1 AND owner = ?2 RETURNING lane
        """)
    static let endedLeases = SQL("SELECT \(endedColumns) FROM queue WHERE state = 1 AND until <= ?1 ORDER BY until LIMIT ?2")
    /// Reads the index of lease ends alone: only what was in flight.
    static let formerLeases = SQL(
        """
        SELECT \(endedColumns) FROM queue WHERE state = 1 AND (owner <> ?3 OR until <= ?1) ORDER BY until LIMIT ?2
        """)
    static let recover = SQL("UPDATE queue SET state = 0, reason = ?2, resends = resends + ?3, owner = NULL, until = NULL WHERE row = ?1")

    /// For a backup: 0 is nobody's number, and whatever was leased is in doubt for a start from it.
    static let disownLeases = SQL("UPDATE queue SET owner = 0 WHERE state = 1")

    // MARK: Settle

    static let settleWaiting = SQL(
        """
        UPDATE queue SET state = 0, due = ?4, attempt = ?5, resends = ?6, reason = ?7, owner = NULL, until = NULL WHERE \(ownLease) \
        AND withdrawn IS NULL
        """)
    static let settleHeld = SQL(
        """
        UPDATE queue SET state = 2, attempt = ?4, reason = ?5, owner = NULL, until = NULL WHERE \(ownLease) AND withdrawn IS NULL
        """)
    /// An entry whose domain an erasure took keeps no reply: it may name the recipient.
    static let settleFinished = SQL(
        """
        INSERT INTO history (\(historyColumns), attempt, state, reason, finished, last_number, last_at, last_relay, last_stage, \
        last_code, last_enhanced, last_text, last_outcome, last_reason, last_rule)
        SELECT \(pastColumns), max(attempt, ?4), ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, \
        CASE domain WHEN '' THEN NULL ELSE ?14 END, ?15, ?16, ?17 \
        FROM queue WHERE \(ownLease)
        """)
    /// An entry that ends without a settlement: cancelled, superseded, expired.
    static let finish = SQL(
        """
        INSERT INTO history (\(historyColumns), attempt, state, reason, finished, superseded_by)
        SELECT \(pastColumns), attempt, ?2, ?3, ?4, ?5 FROM queue WHERE row = ?1 RETURNING kind, language
        """)
    /// A canary that was accepted: nobody asks for it again.
    static let forgetAccepted = SQL("DELETE FROM queue WHERE \(ownLease)")
    static let deleteEntry = SQL("DELETE FROM queue WHERE row = ?1")
    static let insertAttempt = SQL(
        """
        INSERT OR REPLACE INTO attempts (message, at, number, relay, stage, code, enhanced, text, outcome, reason, rule) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        """)
    /// Keeps the newest of a message.
    static let trimAttempts = SQL(
        """
        DELETE FROM attempts WHERE message = ?1 AND at < \
        (SELECT at FROM attempts WHERE message = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)
        """)

    // MARK: Cancel

    /// A connection has begun with it: it ends when it would wait again.
    static let withdraw = SQL("UPDATE queue SET withdrawn = ?2, superseded_by = ?3 WHERE row = ?1 AND state = 1 AND withdrawn IS NULL")
    static let withdrawn = SQL(
        """
        SELECT row, id, lane, state, owner, withdrawn, superseded_by, domain = '' FROM queue WHERE row = ?1 AND withdrawn IS NOT NULL
        """)
    static let holdUnreadable = SQL(
        """
        UPDATE queue SET state = 2, reason = 'unreadable', owner = NULL, until = NULL WHERE row = ?1
        """)

    static let entryByID = SQL("SELECT row, id, lane, state, owner FROM queue WHERE id = ?1")
    static let historyState = SQL("SELECT state FROM history WHERE id = ?1")

    // MARK: Operators

    static let entryForOperator = SQL("SELECT row, id, lane, state, owner, kind, expires, due, reason FROM queue WHERE id = ?1")
    static let hold = SQL("UPDATE queue SET state = 2, reason = 'held_by_operator', owner = NULL, until = NULL WHERE row = ?1")
    static let release = SQL("UPDATE queue SET state = 0, reason = 'released_by_operator', due = ?2 WHERE row = ?1")

    // MARK: Expire, prune

    /// A loose scan of the expiry index: each kind costs one search.
    static let nextKind = SQL("SELECT min(kind) FROM queue WHERE state <> 1 AND kind > ?1")
    static let expiring = SQL(
        """
        SELECT row, id, lane, state, owner, expires FROM queue WHERE state <> 1 AND kind = ?1 AND expires <= ?2 ORDER BY expires LIMIT ?3
        """)
    /// By identifier, which begins with the instant of issuance: needs no index of its own.
    static let oldHistory = SQL("SELECT id FROM history WHERE id < ?1 ORDER BY id LIMIT ?2")
    static let deleteHistory = SQL("DELETE FROM history WHERE id = ?1")
    static let deleteAttempts = SQL("DELETE FROM attempts WHERE message = ?1")
}
