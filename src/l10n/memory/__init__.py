"""Translation memory: what was approved before is offered again."""
