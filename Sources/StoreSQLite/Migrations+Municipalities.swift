import Mail

extension Migrations {
    /// Names by language, the enterprise number, how long a NIS code is valid and what follows it, the withdrawal of agreements.
    static let municipalities = """
        ALTER TABLE municipalities ADD COLUMN name_nl TEXT;
        ALTER TABLE municipalities ADD COLUMN name_fr TEXT;
        ALTER TABLE municipalities ADD COLUMN name_de TEXT;
        ALTER TABLE municipalities ADD COLUMN enterprise_number TEXT;
        ALTER TABLE municipalities ADD COLUMN valid_from INTEGER;
        ALTER TABLE municipalities ADD COLUMN valid_until INTEGER;
        ALTER TABLE municipalities ADD COLUMN successor TEXT;
        ALTER TABLE agreements ADD COLUMN withdrawn_on INTEGER;
        """

    /// The days of agreements were kept as midnight UTC: they begin and end with the day in Belgium.
    static func moveDays(_ db: Connection) throws {
        let days = try db.rows(Statements.agreementDays) { ($0.int(0), $0.time(1), $0.time(2), $0.optionalTime(3)) }
        for (row, signed, from, until) in days {
            try db.run(
                Statements.moveAgreementDays, .int(row), .time(Instant(brusselsMidnight: signed)), .time(Instant(brusselsMidnight: from)),
                .time(until.map(Instant.init(brusselsMidnight:))))
        }
    }
}
