import Delivery
import Mail
import Rendering

extension EntryRenderer {
    /// - Parameter branding: By municipality; default: none has its own.
    init(
        templates: TemplateLibrary, sender: Configuration.Sender, branding: @escaping @Sendable (String) -> MailBranding? = { _ in nil }
    ) throws {
        let address = try EmailAddress(sender.address)
        self.init(
            templates: templates,
            composer: MessageComposer(
                sender: Mailbox(displayName: sender.name, address: address), messageIDDomain: address.domain),
            bounceDomain: sender.bounceDomain, branding: branding)
    }
}
