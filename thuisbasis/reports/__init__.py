"""What is made of records: the printed record, completion and the certificate."""
