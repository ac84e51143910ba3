/// One count against one limit, made in the transaction of what it limits: kept over restarts, never counted by scanning.
package struct LimitCharge: Hashable, Sendable {
    package static let recipientMinute = "per_recipient_per_minute"
    package static let recipientHour = "per_recipient_per_hour"
    package static let recipientDay = "per_recipient_per_day"
    package static let keyMinute = "per_key_per_minute"
    package static let keyDay = "per_key_per_day"
    package static let municipalityDay = "per_municipality_per_day"
    package static let officerDay = "per_officer_per_day"
    package static let keyAttempts = "attempts_per_key_per_minute"
    package static let pageAttempts = "page_attempts_per_minute"
    package static let signIns = "sign_ins_per_minute"
    /// ``AttemptBudget/perLink``; not of the configuration.
    package static let linkAttempts = "attempts_per_link_per_minute"
    /// ``AskingLimits``; not of the configuration.
    package static let askedHour = "asked_links_per_hour"
    package static let askedDay = "asked_links_per_day"
    /// Wrong codes in a row (``SubjectTries``); not of the configuration.
    package static let subjectTries = "tries_per_subject"
    /// ``TrialBudget``; not of the configuration.
    package static let trialsMinute = "trials_per_key_per_minute"
    package static let trialsDay = "trials_per_key_per_day"
    /// Every limit that may refuse, by its name in the configuration where it has one there.
    package static let limits = [
        recipientMinute, recipientHour, recipientDay, keyMinute, keyDay, officerDay, municipalityDay, keyAttempts, pageAttempts,
        signIns, linkAttempts, askedHour, askedDay, subjectTries, trialsMinute, trialsDay,
    ]

    /// The configuration's name, one of ``limits``.
    package let limit: String
    /// HMAC of what is limited (address and kind, key, officer, municipality). Charges with the same one are counted together.
    package let subject: [UInt8]
    package let window: LimitWindow
    /// The most in one window, at least 1.
    package let maximum: Int

    package init(limit: String, subject: [UInt8], window: LimitWindow, maximum: Int) {
        self.limit = limit
        self.subject = subject
        self.window = window
        self.maximum = maximum
    }
}
