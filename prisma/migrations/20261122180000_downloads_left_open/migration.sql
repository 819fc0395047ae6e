-- What is still being sent, or was when its process ended: a handful among all downloads.
CREATE INDEX download_open ON download (started_at) WHERE state = 'STARTED';
