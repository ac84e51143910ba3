extension HelpTexts {
    static let en = HelpTexts(
        title: "Help for officers",
        lead: "The citizen gets two things by two ways: an activation code from you, and an activation link by e-mail. Only both together "
            + "activate the key.",
        stepsTitle: "From the counter to the key",
        steps: [
            "Choose your language at the top before you begin a form: to change it later empties the form.",
            "See the citizen, in person or by video. Compare the face with the photo, and check the document. With a HIT nothing is issued.",
            "Type the number from the document, and have the citizen read the e-mail address over on your screen.",
            "If something looks odd, read each line with the citizen. Tick only what is right all the same.",
            "Hand the code over at once: on the start card, or by word of mouth. Then close the card’s tab. In a video interview tell the code "
                + "there, and send no card with a code.",
            "Wait until the mail is accepted: then our mail server has taken it over. It can still come back, so have the citizen look, in the "
                + "junk mail too.",
            "Sign out when you leave the counter.",
        ],
        neverTitle: "What never to do",
        never: [
            "Never tell a code by telephone, text message or e-mail. Nobody may ask you for one.",
            "Never issue for somebody whom you do not see.",
            "Never use your own address, one of the municipality or one of a family member for a citizen.",
            "Never type the code for the citizen, and never open the citizen’s mail.",
            "Never write a citizen number, an address or a code into a ticket or a message: the reference is enough.",
        ])
}
