package import Mail

/// What is to be erased of one citizen, beside what the number's HMAC finds by itself.
package struct CitizenErasure: Hashable, Sendable {
    /// One of the citizen's addresses, with what is found by nothing but the address. Whose it is beside the citizen decides the
    /// transaction: where another citizen has the address too, all of this stays.
    package struct Mailbox: Hashable, Sendable {
        /// HMAC of the address in its normalized form.
        package let address: [UInt8]
        /// Mails to it that have not ended and that no record names: with a one-time code, and notices of before records named those.
        package let mails: [QueueID]
        /// What limits count for it.
        package let limitSubjects: [[UInt8]]
        /// Under which its wrong codes in a row are counted.
        package let triesSubject: [UInt8]

        package init(address: [UInt8], mails: [QueueID], limitSubjects: [[UInt8]], triesSubject: [UInt8]) {
            self.address = address
            self.mails = mails
            self.limitSubjects = limitSubjects
            self.triesSubject = triesSubject
        }
    }

    /// HMAC of the citizen number.
    package let citizen: [UInt8]
    /// Challenges of the citizen's keys.
    package let challenges: [CodeID]
    package let mailboxes: [Mailbox]
    /// Under which the wrong codes in a row of the citizen's keys are counted.
    package let triesSubjects: [[UInt8]]

    package init(citizen: [UInt8], challenges: [CodeID] = [], mailboxes: [Mailbox] = [], triesSubjects: [[UInt8]] = []) {
        self.citizen = citizen
        self.challenges = challenges
        self.mailboxes = mailboxes
        self.triesSubjects = triesSubjects
    }
}
