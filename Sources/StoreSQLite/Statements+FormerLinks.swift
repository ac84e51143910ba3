/// Links that a newer one followed.
extension Statements {
    static let formerLink = SQL("SELECT activation, message, expires, may_ask FROM former_links WHERE token = ?1")
    static let insertFormerLink = SQL(
        "INSERT INTO former_links (token, activation, message, expires, may_ask) VALUES (?1, ?2, ?3, ?4, ?5)")
    static let endFormerLinks = SQL("UPDATE former_links SET may_ask = 0 WHERE activation = ?1 AND may_ask = 1")
}
