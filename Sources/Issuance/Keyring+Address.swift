import Mail

extension Keyring {
    /// The form under which it is known whether two addresses are one mailbox, without the address: citizens' and officers' alike.
    func addressHMAC(_ address: EmailAddress) -> [UInt8] { hmac(.address, Array(address.normalized.utf8)) }
}
