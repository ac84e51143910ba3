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
        try replaceLink(of: current, by: replacement, mail, terms)
        try remember(terms)
        return .committed
    }

    func redeem(_ redemption: Redemption) throws -> RedeemResult {
        let found = try db.activation(token: redemption.token)
        // Compared and written whatever was found: a refusal that wrote nothing would come before its sync, milliseconds earlier.
        let isRight = constantTimeEqual(found.read?.code ?? [], redemption.code)
        let pending = found.asked.flatMap { $0.state(at: redemption.now) == .pending ? $0 : nil }
        guard let tried = pending, isRight else {
            try db.run(Statements.countActivationTry, .id(found.read?.id), .number(pending == nil ? 0 : 1))
            if let pending { try lockIfTooMany(pending) }
            return .invalid
        }
        let notices = tried.notices(and: redemption.notice.id)
        guard try db.run(Statements.redeemActivation, .id(tried.id), .id(redemption.key.id), .ids(notices)) == 1 else { return .invalid }
        noteChange(of: tried.id)
        try insert(redemption.key)
        try enqueue(redemption.notice)
        if let result = redemption.result { try insert(result, of: tried.id) }
        try audit(
            AuditAct(
                by: redemption.actor, .activationRedeemed, object: tried.id.description, municipality: tried.municipality,
                details: [AuditWord(redemption.key.id)]))
        return .redeemed
    }

    /// After a wrong try that stands already.
    private func lockIfTooMany(_ tried: Activation) throws {
        guard tried.tries + 1 >= TryLimits.perCode || tried.triesTotal + 1 >= TryLimits.total else { return }
        try db.run(Statements.lockActivation, .id(tried.id))
        noteChange(of: tried.id)
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
            .text(new.evidence.confirmedWarnings.joined(separator: " ")), .optional(new.evidence.issuedBy?.text), .time(new.corrected),
            .optional(new.returnTo), .ids(new.notices))
    }

    private func insert(_ key: DigitalKey) throws {
        try db.run(
            Statements.insertDigitalKey, .id(key.id), .id(key.activation), .text(key.municipality), .blob(key.citizen),
            .blob(key.sealedAddress), .text(key.language.rawValue), .optional(key.bindingLanguage?.rawValue),
            .text(key.assurance.rawValue), .time(key.created), .time(key.revoked), .blob(key.address), .time(key.corrected))
    }
}
