"""What a person sees: tray menu, icon, card, terminal."""
