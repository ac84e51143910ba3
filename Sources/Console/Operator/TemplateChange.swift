/// What became of reading the texts of the mails again.
package enum TemplateChange: Hashable, Sendable {
    /// The files are in force now, as this version: the former one where nothing had changed.
    case inForce(version: String)
    /// They have faults, which ``OperatorServices/templateFault`` tells; those before stay in force.
    case refused
}
