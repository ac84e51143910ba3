package import Mail

/// What is to be erased of one citizen, beside what the number's HMAC finds by itself.
package struct CitizenErasure: Hashable, Sendable {
    /// HMAC of the citizen number.
    package let citizen: [UInt8]
    /// Challenges of the citizen's keys.
    package let challenges: [CodeID]
    /// Mails to the citizen's addresses that have not ended.
    package let mails: [QueueID]
    /// What limits count for these addresses.
    package let limitSubjects: [[UInt8]]
    /// Whose wrong codes in a row are counted: the keys, and these addresses.
    package let triesSubjects: [[UInt8]]

    package init(
        citizen: [UInt8], challenges: [CodeID], mails: [QueueID], limitSubjects: [[UInt8]], triesSubjects: [[UInt8]] = []
    ) {
        self.citizen = citizen
        self.challenges = challenges
        self.mails = mails
        self.limitSubjects = limitSubjects
        self.triesSubjects = triesSubjects
    }
}
