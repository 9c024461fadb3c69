"""What was counted and chosen: kept on writing, shown when the paper says."""
