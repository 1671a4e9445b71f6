"""What an application makes once, gathered in `services`: database, releases, encoders, …"""
