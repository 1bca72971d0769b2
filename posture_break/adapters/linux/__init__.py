"""The Linux desktop: D-Bus, tray, notifications, kernel timers."""
