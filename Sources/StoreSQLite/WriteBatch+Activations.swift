import Issuance
import Mail
import Queue

extension WriteBatch {
    func issue(_ activation: Activation, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        if let refused = try charge(terms) { return refused }
        try insert(activation)
        try enqueue(mail)
        try remember(terms)
        try audit(
            AuditAct(
                by: terms.actor, .activationIssued, object: activation.id.description, municipality: activation.municipality,
                details: [AuditWord(activation.case), AuditWord(activation.channel), AuditWord(activation.assurance)]))
        return .committed
    }

    func resend(_ replacement: ActivationMail, mail: QueueEntry, terms: IssueTerms) throws -> IssueResult {
        if let earlier = try replay(terms) { return earlier }
        let current = try db.row(Statements.activation, .id(replacement.activation)) { try $0.activation() }
        // The link may be over; the paper code must not.
        guard let current, stands(current, terms) else { return .notPending }
        if let refused = try charge(terms) { return refused }
        try db.run(
            Statements.resendActivation, .id(replacement.activation), .blob(replacement.token), .time(replacement.expires),
            .id(mail.id))
        try supersede(current.message, by: mail.id)
        try enqueue(mail)
        try remember(terms)
        try audit(
            AuditAct(by: terms.actor, .activationResent, object: current.id.description, municipality: current.municipality))
        return .committed
    }

    func redeem(_ redemption: Redemption) throws -> RedeemResult {
        let found = try db.row(Statements.activationByToken, .blob(redemption.token)) { try $0.activation() }
        guard let found, found.state(at: redemption.now) == .pending else { return .invalid }
        guard constantTimeEqual(found.code, redemption.code) else {
            try countWrongTry(found)
            return .invalid
        }
        guard try db.run(Statements.redeemActivation, .id(found.id), .id(redemption.key.id)) == 1 else { return .invalid }
        try insert(redemption.key)
        try enqueue(redemption.notice)
        try audit(
            AuditAct(
                by: redemption.actor, .activationRedeemed, object: found.id.description, municipality: found.municipality,
                details: [AuditWord(redemption.key.id)]))
        return .redeemed
    }

    private func countWrongTry(_ activation: Activation) throws {
        let (tries, total) = (activation.tries + 1, activation.triesTotal + 1)
        try db.run(Statements.countActivationTry, .id(activation.id), .number(tries), .number(total))
        if tries >= TryLimits.perCode || total >= TryLimits.total { try db.run(Statements.lockActivation, .id(activation.id)) }
    }

    private func insert(_ new: Activation) throws {
        try db.run(
            Statements.insertActivation, .id(new.id), .text(new.municipality), .text(new.case.rawValue), .blob(new.citizen),
            .text(new.language.rawValue), .optional(new.bindingLanguage?.rawValue), .blob(new.sealedAddress),
            .text(new.channel.rawValue), .text(new.assurance.rawValue), .text(new.identification.document.rawValue),
            .text(new.identification.country), .text(new.identification.checkedWith.rawValue),
            .text(new.identification.result.rawValue), .text(new.state.rawValue), .blob(new.token), .blob(new.code),
            .text(new.reference), .time(new.issued), .time(new.expires), .time(new.codeExpires), .number(new.tries),
            .number(new.triesTotal), .id(new.message), .id(new.key), .blob(new.address), .optional(new.evidence.bisRegisteredOn),
            .text(new.evidence.confirmedWarnings.joined(separator: " ")), .optional(new.evidence.issuedBy?.text), .time(new.corrected))
    }

    private func insert(_ key: DigitalKey) throws {
        try db.run(
            Statements.insertDigitalKey, .id(key.id), .id(key.activation), .text(key.municipality), .blob(key.citizen),
            .blob(key.sealedAddress), .text(key.language.rawValue), .optional(key.bindingLanguage?.rawValue),
            .text(key.assurance.rawValue), .time(key.created), .time(key.revoked), .blob(key.address), .time(key.corrected))
    }
}
