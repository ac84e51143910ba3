import Delivery
import Mail
import Rendering

extension EntryRenderer {
    init(templates: TemplateLibrary, sender: Configuration.Sender) throws {
        let address = try EmailAddress(sender.address)
        self.init(
            templates: templates,
            composer: MessageComposer(
                sender: Mailbox(displayName: sender.name, address: address), messageIDDomain: address.domain),
            bounceDomain: sender.bounceDomain)
    }
}
