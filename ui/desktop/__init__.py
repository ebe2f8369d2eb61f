"""The window: pages, dialogs and models over the use cases; the only room that knows Qt."""
