import Issuance
import Mail
import Queue

/// One link in the place of another.
extension WriteBatch {
    func askAgain(_ asked: AskedLink) throws -> IssueResult {
        let link = try db.link(token: asked.token)
        // Whatever was found: a refusal that wrote nothing would come before its sync, and would come while nothing can be written.
        try db.run(Statements.countActivationTry, .id(link?.activation.id), .number(0))
        guard let link, link.mayAsk, link.activation.id == asked.replacement.activation, stands(link.activation, asked.terms) else {
            return .notPending
        }
        if let refused = try charge(asked.terms) { return refused }
        try replaceLink(of: link.activation, by: asked.replacement, asked.mail, asked.terms)
        return .committed
    }

    /// The former link stays known, and its mail ends where that is still possible.
    func replaceLink(of current: Activation, by replacement: ActivationMail, _ mail: QueueEntry, _ terms: IssueTerms) throws {
        try keepLink(of: current, mayAsk: true)
        try db.run(
            Statements.resendActivation, .id(current.id), .blob(replacement.token), .time(replacement.expires), .id(mail.id))
        noteChange(of: current.id)
        try supersede(current.message, by: mail.id)
        try enqueue(mail)
        try audit(
            AuditAct(by: terms.actor, .activationResent, object: current.id.description, municipality: current.municipality))
    }

    /// Before another address or another code: who holds a link of before it asks for nothing any more, and its page stays the same.
    func endLinks(of current: Activation) throws {
        try db.run(Statements.endFormerLinks, .id(current.id))
        try keepLink(of: current, mayAsk: false)
    }

    private func keepLink(of current: Activation, mayAsk: Bool) throws {
        try db.run(
            Statements.insertFormerLink, .blob(current.token), .id(current.id), .id(current.message), .time(current.expires),
            .number(mayAsk ? 1 : 0))
    }
}
